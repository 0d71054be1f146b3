import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { freePort } from '../../generator/test/services/ports.js';
import { readUntil } from '../interop/process-output.js';

/** Imported projects, under the repository so that they find its packages as an installed project finds its own. */

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../../', import.meta.url));
const diglot = join(repository, 'generator', 'bin', 'diglot.js');
const mostOutput = 256 * 1024 * 1024;

/** What `--format json` prints of an import. */
export interface ImportOutcome {
  readonly tools: readonly { readonly name: string; readonly at: string }[];
  readonly losses: readonly { readonly code: string; readonly at: string; readonly what: string }[];
  readonly warnings: number;
}

/** Runs `diglot import` into a fresh folder. */
export async function importProject(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ImportOutcome & { readonly folder: string; readonly seconds: number }> {
  const folder = join(repository, '.data', 'import', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const began = performance.now();
  const [kind = '', ...rest] = args;
  const { stdout } = await run(
    process.execPath,
    [diglot, 'import', kind, '--dir', folder, '--format', 'json', ...rest],
    {
      cwd: repository,
      maxBuffer: mostOutput,
      env: { ...process.env, ...env },
    },
  );
  // What the command itself printed.
  return { ...(JSON.parse(stdout) as ImportOutcome), folder, seconds: (performance.now() - began) / 1000 };
}

/** Generates again, which has to change nothing, and holds the project to the strict compiler. */
export async function typeCheck(folder: string): Promise<void> {
  await run(process.execPath, [diglot, 'generate', '--check', '--root', folder], { maxBuffer: mostOutput });
  try {
    await run(process.execPath, [join(repository, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder], {
      maxBuffer: mostOutput,
    });
  } catch (error) {
    throw new Error(`${folder} does not compile:\n${String(Object(error).stdout).slice(0, 3000)}`);
  }
}

/** A project that is served. */
export interface Served {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** Serves a project with its local issuer. */
export async function serve(folder: string, env: NodeJS.ProcessEnv): Promise<Served> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(folder, 'scripts', 'serve.ts')], {
    cwd: folder,
    env: { ...process.env, ...env, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const token = await readUntil(child, /Bearer ([\w.-]+)'/);
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** An MCP client of a served project. */
export async function connect({ url, token }: Served): Promise<Client> {
  const client = new Client({ name: 'try-import', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
    requestInit: { headers: { Authorization: `Bearer ${token}` } },
  });
  // The SDK's own types differ in whether an absent session id is undefined.
  await client.connect(transport as Parameters<Client['connect']>[0]);
  return client;
}
