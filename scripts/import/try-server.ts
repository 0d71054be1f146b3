import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { counted } from '../../generator/compiler/diagnostics/counted.js';
import { accepts, freePort } from '../../generator/test/services/ports.js';
import { type ImportOutcome, importProject, type Served, serve, typeCheck } from './project.js';

/** Real MCP servers, imported and called over REST. */

const repository = fileURLToPath(new URL('../../', import.meta.url));
const server = (name: string) =>
  join(repository, 'node_modules', '@modelcontextprotocol', `server-${name}`, 'dist', 'index.js');

type Call = (tool: string, input: object) => Promise<{ readonly status: number; readonly body: unknown }>;

export interface ServerCase {
  readonly name: string;
  /** What is imported, once it runs; and what ends it. */
  start(
    folder: string,
  ): Promise<{ readonly args: readonly string[]; readonly env?: NodeJS.ProcessEnv; stop?(): Promise<void> }>;
  check(call: Call, folder: string): Promise<void>;
}

const text = (value: string) => ({ content: [{ type: 'text', text: value }] });

async function checkEverything(call: Call): Promise<void> {
  assert.deepEqual(await call('echo', { message: 'Grüße, 世界' }), { status: 200, body: text('Echo: Grüße, 世界') });
  assert.deepEqual(await call('get_sum', { a: 2, b: 40 }), { status: 200, body: text('The sum of 2 and 40 is 42.') });
  const weather = await call('get_structured_content', { location: 'Chicago' });
  assert.equal(weather.status, 200, JSON.stringify(weather.body));
  assert.deepEqual(Object.keys(Object(weather.body)).sort(), ['conditions', 'humidity', 'temperature']);
  const image = await call('get_tiny_image', {});
  assert.ok(JSON.stringify(image.body).includes('"mimeType":"image/png"'), JSON.stringify(image.body).slice(0, 300));
  assert.equal((await call('get_sum', { a: 'two', b: 40 })).status, 400);
}

/** server-everything over HTTP: a process of its own. */
const overHttp = (mode: 'streamableHttp' | 'sse', path: string): ServerCase => ({
  name: `everything-${mode === 'sse' ? 'sse' : 'http'}`,
  async start() {
    const port = await freePort();
    const child = spawn(process.execPath, [server('everything'), mode], {
      env: { ...process.env, PORT: String(port) },
      stdio: 'ignore',
    });
    for (let tries = 0; !(await accepts(port)) && tries < 100; tries++)
      await new Promise((done) => setTimeout(done, 100));
    return {
      args: [`http://127.0.0.1:${port}${path}`],
      async stop() {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      },
    };
  },
  check: checkEverything,
});

/** The smallest one first: it is the one of `--quick`. */
export const servers: readonly ServerCase[] = [
  {
    name: 'everything-stdio',
    start: async () => ({ args: ['--', process.execPath, server('everything')] }),
    check: checkEverything,
  },
  overHttp('streamableHttp', '/mcp'),
  overHttp('sse', '/sse'),
  {
    name: 'filesystem',
    start: async (folder) => ({ args: ['--', process.execPath, server('filesystem'), folder] }),
    async check(call, folder) {
      const path = join(folder, 'note.txt');
      const written = await call('write_file', { path, content: 'eggs' });
      assert.equal(written.status, 200, JSON.stringify(written.body));
      assert.deepEqual(await call('read_text_file', { path }), { status: 200, body: { content: 'eggs' } });
      assert.deepEqual(await call('list_directory', { path: folder }), {
        status: 200,
        body: { content: '[FILE] note.txt' },
      });
      const missing = await call('read_text_file', { path: join(folder, 'missing.txt') });
      assert.equal(missing.status, 422);
      assert.equal(Object(missing.body).code, 'upstream_refused');
      assert.equal((await call('read_text_file', { path: '/etc/passwd' })).status, 422);
    },
  },
  {
    name: 'memory',
    start: async (folder) => ({
      args: ['--env', 'MEMORY_FILE_PATH', '--', process.execPath, server('memory')],
      env: { MEMORY_FILE_PATH: join(folder, 'memory.json') },
    }),
    async check(call) {
      const entities = [{ name: 'Ann', entityType: 'person', observations: ['likes eggs'] }];
      assert.deepEqual(await call('create_entities', { entities }), { status: 200, body: { entities } });
      assert.deepEqual(await call('read_graph', {}), { status: 200, body: { entities, relations: [] } });
      assert.deepEqual(await call('search_nodes', { query: 'nobody' }), {
        status: 200,
        body: { entities: [], relations: [] },
      });
    },
  },
  {
    name: 'sequential-thinking',
    start: async () => ({ args: ['--', process.execPath, server('sequential-thinking')] }),
    async check(call) {
      for (const thoughtNumber of [1, 2]) {
        const rest = { totalThoughts: 3, nextThoughtNeeded: true, thoughtNumber };
        assert.deepEqual(await call('sequentialthinking', { thought: 'eggs', ...rest }), {
          status: 200,
          body: { ...rest, branches: [], thoughtHistoryLength: thoughtNumber },
        });
      }
      assert.equal((await call('sequentialthinking', { thought: 'eggs' })).status, 400);
    },
  },
];

/** Imports a server, compiles the project, serves it and calls it over REST. */
export async function tryServer({
  name,
  start,
  check,
}: ServerCase): Promise<{ readonly outcome: ImportOutcome; readonly lines: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-import-'));
  mkdirSync(folder, { recursive: true });
  const original = await start(folder);
  try {
    const imported = await importProject(name, ['mcp', ...original.args], original.env);
    await typeCheck(imported.folder);
    const served = await serve(imported.folder, original.env ?? {});
    try {
      await check(callOf(served), folder);
    } finally {
      await served.stop();
    }
    return {
      outcome: imported,
      lines: [`${counted(imported.tools.length, 'tool')}; called over REST, the answers are those of the server`],
    };
  } finally {
    await original.stop?.();
    rmSync(folder, { recursive: true, force: true });
  }
}

const callOf =
  ({ url, token }: Served): Call =>
  async (tool, input) => {
    const response = await fetch(`${url}/tools/${tool}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: await response.json() };
  };
