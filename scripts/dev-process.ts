import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** `npm run dev` on a copy of the shop, whose files may be saved, broken and mended. */
export interface DevProcess {
  readonly url: string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** All that it has printed so far. */
  said(): string;
  /** What the server says of the tool view_cart; undefined while there is none. */
  summary(): Promise<string | undefined>;
  /** Ends it as Ctrl-C does; resolves to its exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, and removes the copy. */
  remove(): void;
}

/** Copies the shop of the working directory and starts `npm run dev` there. */
export function startDev(port: number): DevProcess {
  const root = mkdtempSync(join(tmpdir(), 'diglot-dev-'));
  const path = (name: string) => join(root, name);
  for (const name of ['spec', 'generated', 'handlers', 'scripts/dev.ts', 'scripts/serve.ts', 'package.json']) {
    cpSync(name, path(name), { recursive: true });
  }
  for (const name of ['node_modules', 'generator', 'tsconfig.json']) symlinkSync(resolve(name), path(name));
  const env = { ...process.env, PORT: String(port), DATABASE_URL: `file:${path('shop.db')}`, NO_COLOR: '1' };
  const command = ['--import', 'tsx', '--conditions=diglot-source', 'scripts/dev.ts'];
  const dev = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [dev.stdout, dev.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    read: (name) => readFileSync(path(name), 'utf8'),
    write: (name, text) => writeFileSync(path(name), text),
    said: () => said,
    async summary() {
      try {
        const document = await (await fetch(`${url}/.well-known/openapi.json`)).json();
        return document.paths['/tools/view_cart'].post.summary;
      } catch {
        return undefined;
      }
    },
    async stop() {
      const ended = once(dev, 'exit');
      dev.kill('SIGTERM');
      await ended;
      return dev.exitCode;
    },
    remove() {
      dev.kill('SIGKILL');
      rmSync(root, { recursive: true, force: true });
    },
  };
}
