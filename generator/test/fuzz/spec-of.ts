import { mutated } from './mutate.js';
import { randomOf } from './random.js';

/** The mutated spec of one run: the same for the same corpus, seed and run. */
export function specOf(corpus: readonly [string, ...string[]], { seed, run }: { seed: number; run: number }): string {
  return mutated(corpus, randomOf(seed, run));
}
