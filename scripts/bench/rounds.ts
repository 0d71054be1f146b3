import { type Bounds, load } from './load.js';
import type { ServerProcess } from './process.js';
import type { OpenClient } from './transports.js';

/** One server under one kind of load. */
export interface Contender {
  readonly server: ServerProcess;
  readonly transport: OpenClient;
  readonly message: string;
}

/** The medians of a contender's rounds. */
export interface Medians {
  readonly perSecond: number;
  /** CPU time of the server process for one call. */
  readonly cpuMicros: number;
}

/** How long a run takes. */
export interface Effort {
  readonly rounds: number;
  readonly warmUp: Bounds;
  readonly round: Bounds;
}

/** Loads the contenders in turn, so that whatever else the machine does meets all of them alike. */
export async function measure(contenders: readonly Contender[], effort: Effort): Promise<Medians[]> {
  for (const contender of contenders) await runLoad(contender, effort.warmUp);
  const rounds: Medians[][] = contenders.map(() => []);
  for (let round = 0; round < effort.rounds; round++) {
    for (const [index, contender] of contenders.entries()) rounds[index]?.push(await runLoad(contender, effort.round));
  }
  return rounds.map((results) => ({
    perSecond: median(results.map(({ perSecond }) => perSecond)),
    cpuMicros: median(results.map(({ cpuMicros }) => cpuMicros)),
  }));
}

async function runLoad({ server, transport, message }: Contender, bounds: Bounds): Promise<Medians> {
  const before = await server.ask('cpu');
  const { calls, perSecond } = await load(transport(server, message), bounds);
  const after = await server.ask('cpu');
  return { perSecond, cpuMicros: (after.cpuMicros - before.cpuMicros) / calls };
}

/** The middle value; of an even number, the upper one of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
