import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readUntil } from './process-output.js';

/** A shop running as its own process, as people run it. */
export interface ShopProcess {
  readonly url: string;
  readonly token: string;
  /** Ends it as Ctrl-C does; resolves to its exit code. */
  stop(): Promise<number | null>;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));
const serve = [
  ...['--import', import.meta.resolve('tsx'), '--conditions=diglot-source'],
  join(repository, 'scripts', 'serve.ts'),
];

/** Which shop to start, and where. */
export interface ShopOptions {
  readonly port: number;
  readonly folder: string;
  /** What was built, to be run under plain Node; the sources when absent. */
  readonly built?: string;
}

/** Starts the shop on this port, with its database and local issuer in `folder`/.data, and waits for its greeting. */
export async function startShop({ port, folder, built }: ShopOptions): Promise<ShopProcess> {
  const generated = join(folder, 'generated');
  if (!existsSync(generated)) symlinkSync(join(repository, 'generated'), generated);
  const child = spawn(process.execPath, built === undefined ? serve : [join(built, 'scripts', 'serve.js')], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), DATABASE_URL: 'file:.data/shop.db', LOG_LEVEL: 'warn' },
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
