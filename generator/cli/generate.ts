import { resolve } from 'node:path';
import colors from 'picocolors';
import type { ContextCost } from '../compiler/context-cost.js';
import { locate } from '../compiler/diagnostics/located.js';
import { generate } from '../compiler/generate.js';
import { readOnDisk, recover, write } from '../compiler/output/disk.js';
import { lockFile, lockPath, parseLock } from '../compiler/output/lock.js';
import { changes, plan, type Step } from '../compiler/output/plan.js';
import { exitCode } from './exit.js';
import type { Format } from './formats.js';
import { printFindings, printJson, say } from './output.js';
import { readSpec } from './read-spec.js';
import { keptTypes } from './types-cache.js';
import { version } from './version.js';

export interface GenerateOptions {
  /** Project folder. */
  readonly root: string;
  /** Print the plan and exit 1 on drift; write nothing. */
  readonly check?: boolean;
  /** Say nothing when there is nothing to do. */
  readonly quiet?: boolean;
  /** Take warnings for errors. */
  readonly strict?: boolean;
  readonly format?: Format;
}

/** `diglot generate`: compiles spec/tools.yaml. Resolves to the exit code. */
export async function runGenerate({
  root,
  check = false,
  quiet = false,
  strict = false,
  format = 'pretty',
}: GenerateOptions): Promise<number> {
  const project = resolve(root);
  if (recover(project)) say('Cleared up after a run that was cut off.');
  const { source, diagnostics: unreadable } = readSpec(project);
  const generated =
    unreadable.length > 0
      ? ({ ok: false, diagnostics: unreadable } as const)
      : await generate(source, { strict, ...(!check && { printTypes: keptTypes(project) }) });
  const { diagnostics } = generated;
  printFindings(diagnostics, source, format);
  if (!generated.ok) {
    if (format === 'json') printJson({ ok: false, diagnostics: locate(diagnostics, source) });
    else say(`Nothing was written. Mend ${source.path} and run: npm run generate`);
    return exitCode.badSpec;
  }
  const files = [...generated.files, lockFile(source, generated.files, version)];
  const onDisk = readOnDisk(project, files);
  const steps = plan(files, onDisk, parseLock(onDisk.get(lockPath)));
  const drifted = check ? drift(steps) : [];
  if (!check) write(project, steps);
  if (format === 'json') {
    const shown = check ? drifted : changes(steps);
    const ok = drifted.length === 0;
    printJson({ ok, diagnostics: locate(diagnostics, source), files: shown.map(fileOf), toolsList: generated.cost });
  } else if (check) reportDrift(drifted);
  else {
    reportWritten(steps, quiet);
    if (!quiet) reportCost(generated.cost);
  }
  return drifted.length === 0 ? exitCode.done : exitCode.refused;
}

const fileOf = ({ path, action, reason }: Step) => ({ path, action, reason });

/** What differs; the lock only when nothing else does, since it always follows. */
function drift(steps: readonly Step[]): readonly Step[] {
  const changed = changes(steps);
  return changed.filter((step) => step.path !== lockPath || changed.length === 1);
}

function reportDrift(drifted: readonly Step[]): void {
  if (drifted.length === 0) {
    process.stdout.write('No drift: generated/ is what spec/tools.yaml says.\n');
    return;
  }
  for (const { path, action, reason } of drifted) say(`  ${driftMarks[action]} ${path} (${reason})`);
  const count = drifted.length === 1 ? '1 file differs' : `${drifted.length} files differ`;
  say(`Drift: ${count} from what spec/tools.yaml says. Run: npm run generate`);
}

const driftMarks = {
  create: colors.yellow('missing'),
  update: colors.yellow('differs'),
  delete: colors.red('stray  '),
  keep: '',
};

const marks = {
  create: colors.green('new'),
  update: colors.yellow('changed'),
  delete: colors.red('deleted'),
  keep: '',
};

function reportWritten(steps: readonly Step[], quiet: boolean): void {
  const changed = changes(steps);
  for (const { path, action, reason } of changed) {
    process.stdout.write(
      `  ${marks[action]} ${path}${action === 'create' && reason === 'no handler yet' ? ' (stub: fill it in)' : ''}\n`,
    );
  }
  if (changed.length > 0)
    process.stdout.write(`Generated ${changed.length} of ${steps.length} files; the rest stand.\n`);
  else if (!quiet) process.stdout.write(`All ${steps.length} files are up to date.\n`);
}

const mostTools = 30;
const grouped = new Intl.NumberFormat('en-US');

/** What tools/list costs in front of a model, the largest tools first where there are many. */
function reportCost({ tools, ...all }: ContextCost): void {
  const shown = tools.length <= mostTools ? tools : tools.toSorted((a, b) => b.bytes - a.bytes).slice(0, mostTools);
  const rows = [{ name: 'tools/list', ...all }, ...shown.map((tool) => ({ ...tool, name: `  ${tool.name}` }))];
  const widest = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, bytes, tokens } of rows) {
    const size = grouped.format(bytes).padStart(grouped.format(all.bytes).length);
    process.stdout.write(`${name.padEnd(widest)}  ${size} bytes, about ${grouped.format(tokens)} tokens\n`);
  }
  if (shown.length < tools.length) process.stdout.write(`  and ${tools.length - shown.length} smaller ones\n`);
}
