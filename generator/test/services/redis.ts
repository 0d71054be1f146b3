import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { freePort } from './ports.js';

/** A throw-away Redis on loopback. */
export interface RedisProcess {
  readonly url: string;
  /** Ends it at once, as a crash does; what it held is lost. */
  kill(): Promise<void>;
  /** Starts it anew on the same port. */
  restart(): Promise<void>;
  /** Ends it, and takes its folder away. */
  stop(): Promise<void>;
}

const startWithinMs = 10_000;

/** Whether this machine has Redis. Throws where CI=true and it has not: there, what needs it may not be left out. */
export function hasRedis(): boolean {
  const isThere = spawnSync('redis-server', ['--version']).status === 0;
  if (!isThere && process.env['CI'] === 'true')
    throw new Error('redis-server is missing: apt-get install redis-server');
  return isThere;
}

/** Starts a Redis that keeps nothing on disk. */
export async function startRedis(): Promise<RedisProcess> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'diglot-redis-'));
  const start = async () => {
    const options = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
    ];
    const child = spawn('redis-server', options, { stdio: 'ignore' });
    const deadline = performance.now() + startWithinMs;
    while (!(await answers(port))) {
      if (child.exitCode !== null || performance.now() > deadline) throw new Error('redis-server does not answer');
      await later(20);
    }
    return child;
  };
  let child = await start();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async restart() {
      await kill();
      child = await start();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
