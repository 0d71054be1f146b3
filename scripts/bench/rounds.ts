import { type Bounds, load } from './load.js';
import type { ServerProcess } from './process.js';
import type { OpenClient } from './transports.js';

/** One server under one kind of load. */
export interface Contender {
  start(): Promise<ServerProcess>;
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
  /** How often each server is started anew. */
  readonly lives: number;
  /** Rounds of each life. */
  readonly rounds: number;
  readonly warmUp: Bounds;
  readonly round: Bounds;
}

/**
 * Loads the contenders in turn, so that whatever else the machine does meets all of them alike, in several lives of each:
 * two processes of one server differ by up to a tenth for as long as they live.
 */
export async function measure(contenders: readonly Contender[], effort: Effort): Promise<Medians[]> {
  const rounds: Medians[][] = contenders.map(() => []);
  for (let life = 0; life < effort.lives; life++) {
    const running = await Promise.all(contenders.map(run));
    for (const { load } of running) await load(effort.warmUp);
    for (let round = 0; round < effort.rounds; round++) {
      for (const [index, { load }] of running.entries()) rounds[index]?.push(await load(effort.round));
    }
    for (const { server } of running) await server.stop();
  }
  return rounds.map((results) => ({
    perSecond: median(results.map(({ perSecond }) => perSecond)),
    cpuMicros: median(results.map(({ cpuMicros }) => cpuMicros)),
  }));
}

/** Starts a contender's server, and gives what loads it. */
async function run({ start, transport, message }: Contender) {
  const server = await start();
  const measured = async (bounds: Bounds): Promise<Medians> => {
    const before = await server.ask('cpu');
    const { calls, perSecond } = await load(transport(server, message), bounds);
    const after = await server.ask('cpu');
    return { perSecond, cpuMicros: (after.cpuMicros - before.cpuMicros) / calls };
  };
  return { server, load: measured };
}

/** The middle value; of an even number, the upper one of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
