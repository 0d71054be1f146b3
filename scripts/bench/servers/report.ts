import { setTimeout as pause } from 'node:timers/promises';

/** What a server process says when it is asked. */
export interface Usage {
  /** User and system time since its start, in microseconds. */
  readonly cpuMicros: number;
  /** Bytes of memory that the process holds. */
  readonly residentBytes: number;
  /** Bytes of the heap in use after a full collection; 0 when the process can't collect. */
  readonly heapBytes: number;
}

/** What a server process says first. */
export interface Ready {
  readonly port: number;
  /** What callers sign in with, where they have to. */
  readonly token?: string;
}

/** Tells the parent that the server is ready, and answers `cpu` and `heap`. */
export function report(ready: Ready): void {
  process.on('message', async (question: 'cpu' | 'heap') => {
    const { user, system } = process.cpuUsage();
    const usage: Usage = {
      cpuMicros: user + system,
      residentBytes: process.memoryUsage.rss(),
      heapBytes: question === 'heap' ? await collectedHeap() : 0,
    };
    process.send?.(usage);
  });
  process.on('disconnect', () => process.exit());
  process.send?.(ready);
}

/** Collects until finalizers have run too. */
async function collectedHeap(): Promise<number> {
  for (let pass = 0; pass < 4; pass++) {
    globalThis.gc?.();
    await pause(20);
  }
  return process.memoryUsage().heapUsed;
}
