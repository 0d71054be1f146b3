import { setTimeout as later } from 'node:timers/promises';
import type { Fixture } from './fixture.js';

/** The state of the server process, after the garbage is gone. */
export interface ServerState {
  readonly streams: number;
  readonly running: number;
  /** Timers that keep the process going. */
  readonly timers: number;
  /** Heap and what hangs on it, in bytes. */
  readonly heap: number;
  /** All memory of the process, in bytes. */
  readonly resident: number;
  readonly failures: readonly string[];
}

/** Answers each message of the parent process with the state of this one. */
export function answerStates(fixture: Pick<Fixture, 'openStreams' | 'running' | 'failures'>): void {
  process.on('message', async () => process.send?.(await stateOf(fixture)));
  process.on('disconnect', () => process.exit());
}

async function stateOf({ openStreams, running, failures }: Parameters<typeof answerStates>[0]): Promise<ServerState> {
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await later(1);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { streams: openStreams(), running: running(), timers, heap: heapUsed + external, resident: rss, failures };
}
