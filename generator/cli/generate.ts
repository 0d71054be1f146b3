import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import colors from 'picocolors';
import { createDiagnosticBag } from '../compiler/diagnostics/diagnostic.js';
import { printDiagnostics } from '../compiler/diagnostics/print.js';
import { type Generated, generate } from '../compiler/generate.js';
import { readOnDisk, recover, write } from '../compiler/output/disk.js';
import { lockFile, lockPath, parseLock } from '../compiler/output/lock.js';
import { changes, plan, type Step } from '../compiler/output/plan.js';
import type { Source } from '../compiler/source/source.js';
import { CommandError, exitCode } from './exit.js';
import { version } from './version.js';

export interface GenerateOptions {
  /** Project folder. */
  readonly root: string;
  /** Print the plan and exit 1 on drift; write nothing. */
  readonly check?: boolean;
  /** Say nothing when there is nothing to do. */
  readonly quiet?: boolean;
}

/** `diglot generate`: compiles spec/tools.yaml. Resolves to the exit code. */
export async function runGenerate({ root, check = false, quiet = false }: GenerateOptions): Promise<number> {
  const project = resolve(root);
  if (recover(project)) say('Cleared up after a run that was cut off.');
  const source = readSpec(project);
  if (source === undefined) return exitCode.badSpec;
  const generated = await generate(source);
  printFindings(generated, source);
  if (!generated.ok) {
    say(`Nothing was written. Mend ${source.path} and run: npm run generate`);
    return exitCode.badSpec;
  }
  const files = [...generated.files, lockFile(source, generated.files, version)];
  const onDisk = readOnDisk(project, files);
  const steps = plan(files, onDisk, parseLock(onDisk.get(lockPath)));
  if (check) return reportDrift(steps);
  write(project, steps);
  reportWritten(steps, quiet);
  return exitCode.done;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function readSpec(project: string): Source | undefined {
  const absolute = join(project, 'spec', 'tools.yaml');
  const path = relative(process.cwd(), absolute).replaceAll('\\', '/');
  let bytes: Buffer;
  try {
    bytes = readFileSync(absolute);
  } catch {
    throw new CommandError(`There is no ${path}. Run diglot in the folder that holds spec/tools.yaml.`);
  }
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const bag = createDiagnosticBag();
    bag.report('yaml/not-utf8', { start: 0, end: 0 });
    process.stderr.write(printDiagnostics(bag.all(), { path, text: '' }, colors));
    return undefined;
  }
}

function printFindings({ diagnostics }: Generated, source: Source): void {
  if (diagnostics.length > 0) process.stderr.write(`${printDiagnostics(diagnostics, source, colors)}`);
}

function reportDrift(steps: readonly Step[]): number {
  const drifted = changes(steps).filter((step) => step.path !== lockPath || changes(steps).length === 1);
  if (drifted.length === 0) {
    process.stdout.write('No drift: generated/ is what spec/tools.yaml says.\n');
    return exitCode.done;
  }
  for (const { path, action, reason } of drifted) say(`  ${driftMarks[action]} ${path} (${reason})`);
  const count = drifted.length === 1 ? '1 file differs' : `${drifted.length} files differ`;
  say(`Drift: ${count} from what spec/tools.yaml says. Run: npm run generate`);
  return exitCode.refused;
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
