import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { readUntil } from '../interop/process-output.js';

/** One replica of the shop, as production runs it. */
export interface Replica {
  readonly port: number;
  /** Of its process, once it is started. */
  pid(): number;
  /** Starts it, and waits until it is ready. */
  start(): Promise<void>;
  /** Ends it as an orchestrator does; throws when it does not end well. */
  stop(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** What a replica is started with. */
export interface ReplicaOptions {
  readonly port: number;
  readonly nodeOptions: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const built = join(process.cwd(), 'dist', 'scripts', 'serve.js');
const endWithinMs = 15_000;
const readyWithinMs = 10_000;

/** A replica that is not started yet. */
export function createReplica({ port, nodeOptions, env }: ReplicaOptions): Replica {
  let child: ChildProcess | undefined;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child?.kill('SIGKILL'), endWithinMs);
    await ended;
    clearTimeout(late);
  };
  return {
    port,
    pid: () => child?.pid ?? 0,
    async start() {
      child = spawn(process.execPath, [...nodeOptions, built], {
        env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...env, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await readUntil(child, /(answers at)/);
      await ready(port);
    },
    async stop() {
      await end('SIGTERM');
      if (child?.exitCode !== 0)
        throw new Error(`the replica on ${port} ended with ${child?.signalCode ?? child?.exitCode}`);
    },
    kill: () => end('SIGKILL'),
  };
}

async function ready(port: number): Promise<void> {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    await response?.text();
    if (response?.ok === true) return;
    if (performance.now() > deadline) throw new Error(`the replica on ${port} is not ready`);
    await later(20);
  }
}
