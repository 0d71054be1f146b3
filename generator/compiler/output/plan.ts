import type { VirtualFile } from '../emit/emitter.js';
import { hash, type Lock, lockPath } from './lock.js';

/** What happens to one path, and why. */
export interface Step {
  readonly path: string;
  readonly action: 'create' | 'update' | 'delete' | 'keep';
  /** The new text; absent for `delete` and `keep`. */
  readonly content?: string;
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
  const strays = [...onDisk.keys()].filter((path) => path.startsWith('generated/') && !wanted.has(path)).toSorted();
  return [
    ...files.map((file) => stepFor(file, onDisk.get(file.path), lock)),
    ...strays.map((path): Step => ({ path, action: 'delete', reason: strayReason(path, lock) })),
  ];
}

function stepFor({ path, content, ownership }: VirtualFile, current: string | undefined, lock: Lock | undefined): Step {
  if (current === undefined) {
    const reason = ownership === 'scaffold' ? 'no handler yet' : lock?.files[path] ? 'deleted by hand' : 'new';
    return { path, action: 'create', content, reason };
  }
  if (ownership === 'scaffold') return { path, action: 'keep', reason: 'yours' };
  if (current.replaceAll('\r\n', '\n') === content) return { path, action: 'keep', reason: 'up to date' };
  return { path, action: 'update', content, reason: changeReason(path, current, lock) };
}

function changeReason(path: string, current: string, lock: Lock | undefined): string {
  if (path === lockPath) return 'follows the other files';
  const recorded = lock?.files[path];
  if (recorded === undefined) return 'differs from the spec';
  return hash(current) === recorded ? 'the spec or the generator changed' : 'edited by hand';
}

function strayReason(path: string, lock: Lock | undefined): string {
  return lock?.files[path] === undefined ? 'not a generated file' : 'no longer generated';
}

/** The steps that would change something. */
export function changes(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => step.action !== 'keep');
}
