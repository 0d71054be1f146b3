import { median } from '../rounds.js';
import type { Contender } from './contenders.js';
import { type Failure, type Run, run } from './run.js';

/** The medians of a contender's runs, or why there are none. */
export type Result = Run | Failure;

/** The results by contender. */
export type Results = ReadonlyMap<Contender, Result>;

/** Runs the contenders in turn, round by round, so that whatever else the machine does meets all of them alike. */
export async function measure(contenders: readonly Contender[], folder: string, rounds: number): Promise<Results> {
  const runs = new Map<Contender, Run[]>(contenders.map((contender) => [contender, []]));
  const failures = new Map<Contender, Failure>();
  for (let round = 0; round < rounds; round++) {
    for (const [contender, done] of runs) {
      // A run that failed once fails again.
      if (failures.has(contender)) continue;
      contender.before?.();
      const one = await run(contender.args, folder);
      if ('failed' in one) failures.set(contender, one);
      else done.push(one);
    }
  }
  return new Map([...runs].map(([contender, done]) => [contender, failures.get(contender) ?? medianOf(done)]));
}

function medianOf(runs: readonly Run[]): Run {
  return {
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    peakMib: median(runs.map(({ peakMib }) => peakMib)),
  };
}
