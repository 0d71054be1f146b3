import { createTwoFilesPatch } from 'diff';
import colors from 'picocolors';
import { annotation } from '../compiler/diagnostics/located.js';
import { lockPath } from '../compiler/output/lock.js';
import { changes, type OnDisk, type Step } from '../compiler/output/plan.js';
import type { Format } from './formats.js';
import { say } from './output.js';

/** A file that is not what the spec says. */
export interface Drift {
  readonly path: string;
  readonly action: Step['action'];
  readonly reason: string;
  /** Unified; undefined where the file is not there, or differs in more than is worth showing. */
  readonly diff?: string;
}

/** The command that ends every drift. */
const remedy = 'npm run generate';
/** Beyond these a diff is of no help, and takes long to find. */
const limits = { maxEditLength: 2000, timeout: 2000 };
const mostLines = 40;

/** What differs; the lock only when nothing else does, since it always follows. */
export function driftOf(steps: readonly Step[], onDisk: OnDisk): readonly Drift[] {
  const changed = changes(steps);
  return changed
    .filter((step) => step.path !== lockPath || changed.length === 1)
    .map((step) => {
      const { path, action, reason } = step;
      const diff = diffOf(step, onDisk.get(path));
      return { path, action, reason, ...(diff !== undefined && { diff }) };
    });
}

function diffOf({ path, action, content }: Step, current: string | undefined): string | undefined {
  if (action !== 'update' || current === undefined || content === undefined) return undefined;
  const before = current.replaceAll('\r\n', '\n');
  const names = [`${path} (on disk)`, `${path} (by the spec)`] as const;
  return createTwoFilesPatch(...names, before, content, undefined, undefined, { context: 2, ...limits });
}

/** Prints what differs, why, and what to run. In CI it is also told as annotations, which GitHub shows in the change. */
export function reportDrift(drifts: readonly Drift[], { format, isCi }: { format: Format; isCi: boolean }): void {
  if (drifts.length === 0) {
    process.stdout.write('No drift: generated/ is what spec/tools.yaml says.\n');
    return;
  }
  for (const { path, action, reason, diff } of drifts) {
    if (isCi || format === 'github') {
      const place = { severity: 'error', path, title: 'drift' } as const;
      process.stdout.write(annotation(place, `${path}: ${reason}. Run: ${remedy}`));
    }
    say(`  ${marks[action]} ${path} (${reason})`);
    if (diff !== undefined) say(shortened(diff));
  }
  const count = drifts.length === 1 ? '1 file differs' : `${drifts.length} files differ`;
  say(`Drift: ${count} from what spec/tools.yaml says. Run: ${remedy}`);
}

const marks = {
  create: colors.yellow('missing'),
  update: colors.yellow('differs'),
  move: colors.yellow('renamed'),
  delete: colors.red('stray  '),
  keep: '',
};

/** The hunks of a diff, the first lines of them, set in. */
function shortened(diff: string): string {
  const lines = diff.trimEnd().split('\n').slice(1);
  const shown = lines.slice(0, mostLines).map((line) => `    ${coloured(line.slice(0, 200))}`);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`    ... and ${rest} lines more`] : [])].join('\n');
}

function coloured(line: string): string {
  if (line.startsWith('+')) return colors.green(line);
  return line.startsWith('-') ? colors.red(line) : line;
}
