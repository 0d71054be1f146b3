import { fileURLToPath } from 'node:url';
import { exitCode } from '../../cli/exit.js';
import { runGenerate } from '../../cli/generate.js';
import { type Inapplicable, inapplicable } from './inapplicable.js';
import { judge, type Outcome } from './judge.js';
import { runOfficial, type Suite } from './official.js';
import { startServerProcess } from './server-process.js';

// The official MCP conformance scenarios against a server that diglot generated: npm run conformance. Its releases are run
// by exact version through npx.

interface Run extends Suite {
  readonly name: string;
  readonly list: readonly Inapplicable[];
}

/** What a revision requires, and what is run beside that without counting there; here it counts. */
const requirementsOf = (revision: '2025-11-25' | '2026-07-28'): Run => ({
  name: revision,
  release: '0.2.0-alpha.12',
  options: ['--requirements', revision],
  list: inapplicable[revision],
});

const runs: readonly Run[] = [
  // Its --spec-version only leaves scenarios out: all of them are those of 2025-06-18 and 2025-11-25.
  { name: 'handshake', release: '0.1.16', options: ['--suite', 'all'], list: inapplicable.handshake },
  requirementsOf('2025-11-25'),
  requirementsOf('2026-07-28'),
];

const fixture = fileURLToPath(new URL('.', import.meta.url));

if ((await runGenerate({ root: fixture, check: true, strict: true })) !== exitCode.done) {
  process.stderr.write('Run: npm run diglot -- generate --root generator/test/conformance\n');
  process.exit(1);
}
const server = await startServerProcess(fixture);
try {
  for (const run of runs) report(run, runOfficial(run, `${server.url}/mcp`));
} finally {
  await server.stop();
}

/** A line for each scenario that applies, what is wrong under it, the reasons, and a summary; sets the exit code. */
function report({ name, release, list }: Run, outcomes: readonly Outcome[]): void {
  const { verdicts, stale } = judge(outcomes, list);
  const counts = { passed: 0, inapplicable: 0, failed: 0, checks: 0 };
  for (const { scenario, inapplicable, met, problems } of verdicts) {
    const outcome = problems.length > 0 ? 'failed' : inapplicable ? 'inapplicable' : 'passed';
    counts[outcome] += 1;
    if (outcome === 'passed') counts.checks += met;
    if (outcome !== 'inapplicable')
      print(outcome === 'passed' ? 'passed' : 'FAILED', `${scenario} (checks met: ${met})`);
    for (const problem of problems) process.stdout.write(`${problem.replace(/^/gm, '    ')}\n`);
  }
  for (const { reason, entries } of list) print('inapplicable', `${reason} (${entries.length})`);
  for (const entry of stale) print('STALE', `${entry} is listed as inapplicable, but is met or was not run`);
  const { passed, inapplicable, failed, checks } = counts;
  process.stdout.write(
    `conformance ${release} ${name}: ${passed} scenarios passed, ${inapplicable} inapplicable, ${failed} failed ` +
      `(${checks} checks)${stale.length > 0 ? `, ${stale.length} stale` : ''}\n`,
  );
  if (failed > 0 || stale.length > 0) process.exitCode = 1;
}

function print(mark: string, text: string): void {
  process.stdout.write(`${mark.padEnd(12)} ${text}\n`);
}
