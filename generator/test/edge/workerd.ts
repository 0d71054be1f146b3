import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const require = createRequire(import.meta.url);
// The package has no types; it gives the path of its binary.
const { default: workerd }: { readonly default: string } = require('workerd');

/** A script under workerd. */
export interface Edge {
  readonly origin: string;
  /** What the script has logged. */
  printed(): string;
  stop(): Promise<void>;
}

/** What the script runs with. */
export interface EdgeOptions {
  readonly code: string;
  readonly env: Readonly<Record<string, string>>;
  /** `host:port` of what answers whatever the script fetches; it can reach nothing else. */
  readonly outbound: string;
}

const startWithinMs = 20_000;

/** Serves a script on a free loopback port, without any compatibility flag: no Node built-in, no dynamic code. */
export async function startEdge({ code, env, outbound }: EdgeOptions): Promise<Edge> {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-edge-'));
  writeFileSync(join(folder, 'worker.js'), code);
  const bindings = Object.entries(env).map(([name, text]) => `(name = ${quoted(name)}, text = ${quoted(text)})`);
  writeFileSync(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  bindings = [${bindings.join(', ')}],
  globalOutbound = "outbound",
);
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "outbound", external = (address = ${quoted(outbound)}, http = ()))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`,
  );
  const child = spawn(workerd, ['serve', 'config.capnp', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  // The type of stdio knows of no more than stderr.
  const control = child.stdio[3] as Readable;
  const port = await portOf(control, ended).catch(async (error: unknown) => {
    await stop();
    throw new Error(`workerd did not listen:\n${printed}`, { cause: error });
  });
  return { origin: `http://127.0.0.1:${port}`, printed: () => printed, stop };
}

async function portOf(control: Readable, ended: Promise<unknown>): Promise<number> {
  const listening = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error('no word in time')), startWithinMs).unref();
    let text = '';
    control.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const port = /"event":\s*"listen".*"port":\s*(\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  const gone = ended.then(() => Promise.reject(new Error('workerd has ended')));
  return Promise.race([listening, gone]);
}

/** A text of Cap'n Proto's. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
