import { measureCalls } from './calls.js';
import { readEffort } from './effort.js';
import { measureHeap } from './heap.js';
import { measureLegacyCalls } from './legacy-calls.js';
import { measureSignedIn } from './signed-in.js';
import { measureStart } from './start.js';
import { renderTable } from './table.js';

// The MCP surface against what its targets are ratios of: npm run bench:mcp [-- --lives 5 | --quick].

const effort = readEffort();
const { quick } = effort;
const starts = quick ? 2 : 7;

const rows = [
  ...(await measureCalls(effort)),
  ...(await measureLegacyCalls(effort)),
  ...(await measureSignedIn(effort)),
  ...(await measureHeap(quick ? 1000 : 12_000)),
  ...(await measureStart(starts)),
];
process.stdout.write(`${renderTable(rows)}\n`);
