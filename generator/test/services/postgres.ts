import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** A throw-away PostgreSQL on loopback. */
export interface PostgresProcess {
  readonly url: string;
  /** Ends it, and takes its folder away. */
  stop(): Promise<void>;
}

const installed = '/usr/lib/postgresql';
const startWithinMs = 20_000;

/** Where Debian keeps the newest installed server; undefined where there is none. */
function binaries(): string | undefined {
  const versions = existsSync(installed) ? readdirSync(installed) : [];
  const newest = versions.toSorted((one, other) => Number(other) - Number(one));
  return newest.map((version) => join(installed, version, 'bin')).find((path) => existsSync(join(path, 'initdb')));
}

/** Starts an empty server that trusts whoever reaches it on loopback. It refuses root: then it runs as `postgres`. */
export async function startPostgres(): Promise<PostgresProcess> {
  const bin = binaries();
  if (bin === undefined) throw new Error('PostgreSQL is missing: apt-get install postgresql');
  const folder = mkdtempSync(join(tmpdir(), 'diglot-postgres-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const idOf = (kind: 'u' | 'g') => Number(execFileSync('id', [`-${kind}`, 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, idOf('u'), idOf('g'));
  }
  chmodSync(folder, 0o700);
  const asServer = (program: string, options: readonly string[]): [string, string[]] =>
    isRoot
      ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', join(bin, program), ...options]]
      : [join(bin, program), [...options]];
  const data = join(folder, 'data');
  const cluster = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', '--locale=C.UTF-8'];
  execFileSync(...asServer('initdb', cluster), { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
  const options = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(...asServer('postgres', options), { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
  let printed = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-4000);
  });
  const deadline = performance.now() + startWithinMs;
  while (!printed.includes('ready to accept connections') || !(await accepts(port))) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`PostgreSQL does not answer:\n${printed}`);
    await later(50);
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        // The fast shutdown: open connections are ended.
        child.kill('SIGINT');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether something listens on this loopback port. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
