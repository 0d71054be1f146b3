import { parseArgs } from 'node:util';
import { compileRun, fullRun } from './generate/contenders.js';
import { installPeers } from './generate/peers.js';
import { createProject } from './generate/project.js';
import { run } from './generate/run.js';
import { type Measured, measureSize, type Size } from './generate/size.js';
import { devTime, watchTime } from './generate/watch.js';
import { infoRow, limitRow, type Row, ratioRow, renderTable } from './table.js';

// `diglot generate` against what its targets are ratios of: npm run bench:generate [-- --rounds 9 | --quick].

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, quick: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number above 0');

// A round of the larger sizes takes long enough to be steadier than one of the smaller.
const sizes: readonly Size[] = values.quick
  ? [6, 100].map((tools) => ({ tools, rounds: 1 }))
  : [
      { tools: 6, rounds, mostOfTypes: 1.2 },
      { tools: 100, rounds },
      { tools: 1000, rounds: Math.ceil(rounds * 0.7), mostOfTypes: 1.2, mostOfEmpty: 2 },
      { tools: 5000, rounds: Math.ceil(rounds * 0.4), mostOfTypes: 1.35 },
    ];

installPeers();
// The first run of each program reads its files from the disk.
await measureSize({ tools: 6, rounds: 1 });
const measured: Measured[] = [];
for (const size of sizes) measured.push(await measureSize(size));
const rows = measured.flatMap((each) => each.rows);
if (!values.quick) rows.push(growth(), await compiles(1000));
const saved = (figure: string, milliseconds: number, limit: number) =>
  rows.push(limitRow(figure, milliseconds, { unit: 'ms', limit }));
const saves = values.quick ? 1 : rounds;
saved('100 tools: description saved to written, --watch', await watchTime(100, saves), 400);
saved('the shop: title saved to served, npm run dev', await devTime(saves), 1000);
process.stdout.write(`${renderTable(rows)}\n`);
if (values.quick) process.stdout.write('A quick look: sizes and rounds are too few to hold any target against.\n');

/** How the time grows from 1,000 tools to five times as many. */
function growth(): Row {
  const [thousand, fiveThousand] = measured.slice(-2).map(({ milliseconds }) => milliseconds / 1000);
  const wording = { figure: 'full run, 5,000 tools against 1,000', unit: 's', target: { atMost: 6 } };
  return ratioRow(wording, fiveThousand ?? Number.NaN, thousand ?? Number.NaN);
}

/** Whether the TypeScript compiler accepts a generated project, and how long it takes. */
async function compiles(tools: number): Promise<Row> {
  const project = createProject(tools);
  try {
    await run(fullRun(project).args, project.folder);
    const compiled = await run(compileRun.args, project.folder);
    const figure = `${tools.toLocaleString('en-US')} tools: ${compileRun.name} passes`;
    if ('failed' in compiled) return infoRow(figure, compiled.failed, false);
    return infoRow(figure, `${(compiled.milliseconds / 1000).toFixed(2)} s`, true);
  } finally {
    project.remove();
  }
}
