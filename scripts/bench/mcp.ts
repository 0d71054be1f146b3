import { parseArgs } from 'node:util';
import { measureCalls } from './calls.js';
import { measureHeap } from './heap.js';
import { measureLegacyCalls } from './legacy-calls.js';
import type { Effort } from './rounds.js';
import { measureSignedIn } from './signed-in.js';
import { measureStart } from './start.js';
import { renderTable } from './table.js';

// The MCP surface against what its targets are ratios of: npm run bench:mcp [-- --lives 5 | --quick].

const { values } = parseArgs({
  options: { lives: { type: 'string', default: '5' }, quick: { type: 'boolean', default: false } },
});
const { quick } = values;
const lives = quick ? 1 : Number(values.lives);
if (!Number.isInteger(lives) || lives < 1) throw new Error('--lives takes a whole number above 0');

// A server's calls take twice as long at first: some 30,000 pass before V8 has compiled all that is called.
const effort: Effort = quick
  ? { lives, rounds: 2, warmUp: { calls: 1000, milliseconds: 400 }, round: { calls: 1000, milliseconds: 200 } }
  : { lives, rounds: 3, warmUp: { calls: 30_000, milliseconds: 2500 }, round: { calls: 8000, milliseconds: 450 } };
const starts = quick ? 2 : 7;

const rows = [
  ...(await measureCalls(effort)),
  ...(await measureLegacyCalls(effort)),
  ...(await measureSignedIn(effort)),
  ...(await measureHeap(quick ? 1000 : 12_000)),
  ...(await measureStart(starts)),
];
process.stdout.write(`${renderTable(rows)}\n`);
