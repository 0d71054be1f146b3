import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A shop running as its own process, as people run it. */
export interface ShopProcess {
  readonly url: string;
  readonly token: string;
  /** Ends it as Ctrl-C does; resolves to its exit code. */
  stop(): Promise<number | null>;
}

const startTimeoutMs = 30_000;

/** Starts scripts/serve.ts with this database and port and waits for its greeting. */
export async function startShop({
  port,
  database,
}: {
  readonly port: number;
  readonly database: string;
}): Promise<ShopProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=diglot-source', 'scripts/serve.ts'], {
    env: { ...process.env, PORT: String(port), DATABASE_URL: `file:${database}`, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const greeting = await readUntil(child, /Bearer ([\w.-]+)'/);
  return {
    url: `http://127.0.0.1:${port}`,
    token: greeting,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

/** The first group of `pattern` in what the process prints. */
function readUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(
      () => reject(new Error(`no greeting within ${startTimeoutMs} ms:\n${printed}`)),
      startTimeoutMs,
    );
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      const found = pattern.exec(printed)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with code ${code}`));
    });
  });
}

/** A loopback port that is free, with a free one above it for the local issuer. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  probe.close();
  await once(probe, 'close');
  return port > 60_000 ? freePort() : port;
}
