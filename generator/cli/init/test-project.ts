import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../test/project.js';
import { freePort } from '../../test/services/ports.js';
import { post, toolCall } from '../../testing/client.js';
import type { AuthKind } from './auth.js';
import { createProject } from './create-project.js';
import { exampleParts } from './example.js';

/** A project as `diglot init` writes it, with this repository's packages. */
export interface InitProject {
  readonly root: string;
  /** Runs Node there, and waits; gives what it printed on either stream. */
  node(...args: readonly string[]): { readonly status: number | null; readonly printed: string };
  /** Serves it by this command while `use` does. */
  serve(command: readonly string[], use: (server: Served) => Promise<void>, env?: Env): Promise<void>;
  remove(): void;
}

/** A served project. */
export interface Served {
  /** Calls the tool over REST, then over MCP; gives both answers. */
  call(headers: Readonly<Record<string, string>>): Promise<readonly [rest: unknown, mcp: unknown]>;
  /** Of the local issuer; undefined where there is none. */
  readonly token: string | undefined;
}

type Env = Readonly<Record<string, string>>;

/** What makes Node read TypeScript, and diglot from its source. */
export const fromSource = ['--import', import.meta.resolve('tsx'), '--conditions=diglot-source'];

export async function createInitProject(auth: AuthKind): Promise<InitProject> {
  const root = mkdtempSync(join(tmpdir(), 'diglot-new-'));
  const generated = await createProject(root, exampleParts({ name: 'first-tools', auth }));
  if (!generated.ok) throw new Error(JSON.stringify(generated.diagnostics));
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return {
    root,
    node(...args) {
      const { status, stdout, stderr } = spawnSync(process.execPath, args, {
        ...{ cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
      });
      return { status, printed: stdout + stderr };
    },
    async serve(command, use, env = {}) {
      const port = await freePort();
      const child = spawn(process.execPath, command, {
        cwd: root,
        env: { ...process.env, PORT: String(port), LOG_LEVEL: 'warn', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      try {
        await use(served(`http://127.0.0.1:${port}`, await greetingOf(child)));
      } finally {
        const ended = once(child, 'exit');
        if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function served(url: string, greeting: string): Served {
  const server = { send: (path: string, init?: RequestInit) => fetch(`${url}${path}`, init) };
  const input = { time_zone: 'Asia/Tokyo' };
  return {
    token: /Bearer ([\w.-]+)'/.exec(greeting)?.[1],
    async call(headers) {
      const rest = await post(server, '/tools/current_time', input, { ...headers });
      const mcp = await post(server, '/mcp', toolCall('current_time', input), { ...headers });
      return [await rest.json(), await mcp.json()];
    },
  };
}

/** All that a server prints until it says how to call it. */
async function greetingOf(child: ChildProcess): Promise<string> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  const deadline = Date.now() + 60_000;
  while (!printed.includes('curl ')) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return printed;
}
