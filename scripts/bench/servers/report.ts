import { setTimeout as pause } from 'node:timers/promises';

/** What a server process says when it is asked. */
export interface Usage {
  /** User and system time since its start, in microseconds. */
  readonly cpuMicros: number;
  /** Bytes of the heap in use after a full collection; 0 when the process can't collect. */
  readonly heapBytes: number;
}

/** What a server process says first. */
export interface Ready {
  readonly port: number;
}

/** Tells the parent the port, and answers `cpu` and `heap`. */
export function report(port: number): void {
  process.on('message', async (question: 'cpu' | 'heap') => {
    const { user, system } = process.cpuUsage();
    const usage: Usage = { cpuMicros: user + system, heapBytes: question === 'heap' ? await collectedHeap() : 0 };
    process.send?.(usage);
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port } satisfies Ready);
}

/** Collects until finalizers have run too. */
async function collectedHeap(): Promise<number> {
  for (let pass = 0; pass < 4; pass++) {
    globalThis.gc?.();
    await pause(20);
  }
  return process.memoryUsage().heapUsed;
}
