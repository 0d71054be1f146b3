import type { VirtualFile } from '../emit/emitter.js';
import { hash, type Lock, lockPath, parseLock } from './lock.js';

/** What happens to one path, and why. */
export interface Step {
  readonly path: string;
  readonly action: 'create' | 'update' | 'delete' | 'move' | 'keep';
  /** Where the file was, for `move`. */
  readonly from?: string;
  /** The new text; absent for `delete` and `keep`. */
  readonly content?: string;
  /** The text of a hand-written file that the step was planned on: with any other, the file is left alone. */
  readonly before?: string;
  readonly reason: string;
}

/** The files that are there now: path to text. */
export type OnDisk = ReadonlyMap<string, string>;

/**
 * Compares the files a spec means with those on disk. Pure.
 * `onDisk` holds everything under generated/, and every file that `files` names.
 */
export function plan(files: readonly VirtualFile[], onDisk: OnDisk, lock: Lock | undefined): readonly Step[] {
  const wanted = new Set(files.map((file) => file.path));
  const cause = causeOf(lock, parseLock(files.find(({ path }) => path === lockPath)?.content));
  const strays = [...onDisk.keys()].filter((path) => path.startsWith('generated/') && !wanted.has(path)).toSorted();
  return [
    ...files.map((file) => stepFor(file, onDisk.get(file.path), { lock, cause })),
    ...strays.map((path): Step => ({ path, action: 'delete', reason: strayReason(path, lock) })),
  ];
}

/** What the last run left word of, and what has changed since. */
interface Past {
  readonly lock: Lock | undefined;
  readonly cause: string;
}

/** Why the files of one run differ from those of another. */
function causeOf(before: Lock | undefined, now: Lock | undefined): string {
  if (before === undefined) return 'differs from the spec';
  const causes: string[] = [];
  if (before.spec !== now?.spec) causes.push('the spec changed');
  if (before.generator !== now?.generator) causes.push(`made by diglot ${before.generator}, this is ${now?.generator}`);
  return causes.join('; ') || 'made by another build of diglot';
}

function stepFor({ path, content, ownership }: VirtualFile, current: string | undefined, past: Past): Step {
  if (current === undefined) {
    const reason = ownership === 'scaffold' ? 'no handler yet' : past.lock?.files[path] ? 'deleted by hand' : 'new';
    return { path, action: 'create', content, reason };
  }
  if (ownership === 'scaffold') return { path, action: 'keep', reason: 'yours' };
  if (current.replaceAll('\r\n', '\n') === content) return { path, action: 'keep', reason: 'up to date' };
  return { path, action: 'update', content, reason: changeReason(path, current, past) };
}

function changeReason(path: string, current: string, { lock, cause }: Past): string {
  const recorded = lock?.files[path];
  return recorded === undefined || hash(current) === recorded ? cause : 'edited by hand';
}

function strayReason(path: string, lock: Lock | undefined): string {
  return lock?.files[path] === undefined ? 'not a generated file' : 'no longer generated';
}

/** The steps that would change something. */
export function changes(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => step.action !== 'keep');
}
