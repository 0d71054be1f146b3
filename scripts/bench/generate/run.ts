import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** What one run of a program took. */
export interface Run {
  readonly milliseconds: number;
  /** Resident memory at its highest. */
  readonly peakMib: number;
}

/** Why a run came to nothing. */
export interface Failure {
  readonly failed: string;
}

const longestMs = 120_000;
const report = fileURLToPath(new URL('./report.cjs', import.meta.url));

/** Runs a program under plain Node in a process of its own, from before it is spawned until it has ended. */
export async function run(args: readonly string[], folder: string): Promise<Run | Failure> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['-r', report, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  // The pipes asked for above.
  const [, , errors, memory] = child.stdio as unknown as readonly [null, null, Readable, Readable];
  const [said, peak, [code, signal]] = await Promise.all([text(errors), text(memory), once(child, 'exit')]);
  const milliseconds = performance.now() - begin;
  if (signal === 'SIGKILL') return { failed: `more than ${longestMs / 1000} s` };
  if (code === 0) return { milliseconds, peakMib: Number(peak) / 1024 };
  return { failed: `ended with ${signal ?? code}: ${/^.*error.*$/im.exec(said)?.[0].trim().slice(0, 60) ?? ''}` };
}
