import { parseArgs } from 'node:util';
import type { Effort } from './rounds.js';

/** How long a comparison of servers takes, from `--lives 5` or `--quick` on the command line. */
export function readEffort(): Effort & { readonly quick: boolean } {
  const { values } = parseArgs({
    options: { lives: { type: 'string', default: '5' }, quick: { type: 'boolean', default: false } },
  });
  const { quick } = values;
  const lives = quick ? 1 : Number(values.lives);
  if (!Number.isInteger(lives) || lives < 1) throw new Error('--lives takes a whole number above 0');
  // A server's calls take twice as long at first: some 30,000 pass before V8 has compiled all that is called.
  return quick
    ? { quick, lives, rounds: 2, warmUp: { calls: 1000, milliseconds: 400 }, round: { calls: 1000, milliseconds: 200 } }
    : {
        quick,
        lives,
        rounds: 3,
        warmUp: { calls: 30_000, milliseconds: 2500 },
        round: { calls: 8000, milliseconds: 450 },
      };
}
