import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from '../project.js';
import { wholeNumber } from '../whole-number.js';
import { readCorpus } from './corpus.js';
import type { Outcome } from './examine.js';
import { type Examiner, startExaminer } from './pool.js';
import { specOf } from './spec-of.js';

// Mutated specs against the compiler: npm run fuzz -- --runs 50000 --seed 7. Seed and number of a run determine its spec.

const millisecondsEach = 10_000;
const mostFailures = 10;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    jobs: { type: 'string', default: '2' },
    file: { type: 'string' },
  },
});
const seed = wholeNumber(values.seed);
const from = wholeNumber(values.from);
const end = from + wholeNumber(values.runs);

const started = performance.now();
const codes = new Set<string>();
const counts = { runs: 0, files: 0, diagnostics: 0, failures: 0 };
let next = from;

const { file } = values;
if (file === undefined) await Promise.all(Array.from({ length: wholeNumber(values.jobs) }, drain));
else await withExaminer(async (examiner) => record(await examiner.examine({ file }), file));
conclude();

async function withExaminer(use: (examiner: Examiner) => Promise<void>): Promise<void> {
  const examiner = startExaminer(millisecondsEach);
  try {
    await use(examiner);
  } finally {
    examiner.stop();
  }
}

async function drain(): Promise<void> {
  await withExaminer(async (examiner) => {
    while (next < end && counts.failures < mostFailures) {
      const run = next++;
      const outcome = await examiner.examine({ seed, run });
      record(outcome, () => save(run));
      showProgress();
    }
  });
}

function record({ files, codes: found, faults }: Outcome, where: string | (() => string)): void {
  counts.runs += 1;
  if (files > 0) counts.files += 1;
  if (found.length > 0) counts.diagnostics += 1;
  for (const code of found) codes.add(code);
  if (faults.length === 0) return;
  counts.failures += 1;
  const place = typeof where === 'string' ? where : where();
  process.stderr.write(`\n${faults.slice(0, 5).join('\n')}\n  the spec: ${place}\n`);
}

/** Keeps the spec of a failed run, and says how to run it again. */
function save(run: number): string {
  const folder = join(repository, 'node_modules/.cache/fuzz');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${seed}-${run}.yaml`);
  writeFileSync(path, specOf(readCorpus(), { seed, run }));
  const shown = relative(process.cwd(), path);
  return [
    shown,
    `  seed ${seed}, run ${run}. Again: npm run fuzz -- --seed ${seed} --from ${run} --runs 1`,
    `  or, when the specs it was made of have changed: npm run fuzz -- --file ${shown}`,
  ].join('\n');
}

function showProgress(): void {
  if (!process.stderr.isTTY || counts.runs % 50 !== 0) return;
  process.stderr.write(`\r${counts.runs} of ${end - from} runs, ${counts.failures} failed`);
}

function conclude(): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(process.stderr.isTTY ? '\r' : '');
  process.stdout.write(
    `fuzz: ${counts.runs} runs of seed ${seed} in ${seconds} s: ${counts.files} with files, ` +
      `${counts.diagnostics} with diagnostics (${codes.size} distinct codes), ${counts.failures} failed\n`,
  );
  if (counts.failures > 0) process.exitCode = 1;
}
