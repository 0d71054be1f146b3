import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { VirtualFile } from '../emit/emitter.js';
import { changes, type OnDisk, type Step } from './plan.js';

/** The only writer of the compiler's output. */

const stageName = '.diglot-stage';
const journalName = 'journal.json';

/** Reads what is there of `files` and everything under generated/, below the project folder `root`. */
export function readOnDisk(root: string, files: readonly VirtualFile[]): OnDisk {
  const paths = new Set(files.map((file) => file.path));
  const generated = join(root, 'generated');
  if (existsSync(generated)) {
    for (const entry of readdirSync(generated, { recursive: true, withFileTypes: true })) {
      if (entry.isFile())
        paths.add(
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .replaceAll('\\', '/'),
        );
    }
  }
  const found = new Map<string, string>();
  for (const path of paths) {
    const absolute = join(root, path);
    if (existsSync(absolute)) found.set(path, readFileSync(absolute, 'utf8'));
  }
  return found;
}

interface JournalEntry {
  readonly path: string;
  readonly action: Step['action'];
  readonly from?: string;
}

/**
 * Carries out the changing steps, all or none: the new texts are staged beside generated/, a journal makes the
 * set final, and only then are files moved into place. A run that dies before the journal changed nothing; one
 * that dies after it is finished by the next `recover`.
 */
export function write(root: string, steps: readonly Step[]): void {
  const changing = changes(steps);
  if (changing.length === 0) return;
  const stage = join(root, stageName);
  const journal = changing.map(
    ({ path, action, from }): JournalEntry => ({ path, action, ...(from !== undefined && { from }) }),
  );
  claim(stage);
  try {
    changing.forEach((step, index) => {
      if (step.content === undefined) return;
      writeFileSync(join(stage, String(index)), step.content);
      // A folder that can't be made stops the run while nothing has changed yet.
      mkdirSync(dirname(join(root, step.path)), { recursive: true });
    });
    writeFileSync(join(stage, `${journalName}.part`), JSON.stringify(journal));
    renameSync(join(stage, `${journalName}.part`), join(stage, journalName));
  } catch (error) {
    rmSync(stage, { recursive: true, force: true });
    throw error;
  }
  finish(root, stage, journal);
}

/** Finishes or drops what a killed run left behind. Returns whether there was anything. */
export function recover(root: string): boolean {
  const stage = join(root, stageName);
  if (!existsSync(stage) || ownerAlive(stage)) return false;
  finish(root, stage, readJournal(stage) ?? []);
  return true;
}

/** Another run is writing the same project; the message is one line that names the next step. */
export class OutputBusy extends Error {}

function claim(stage: string): void {
  try {
    mkdirSync(stage);
  } catch (error) {
    if (hasCode(error, 'EEXIST'))
      throw new OutputBusy(`Another run is writing here. Try again when it is done; if none is, delete ${stageName}.`);
    throw error;
  }
  writeFileSync(join(stage, 'pid'), String(process.pid));
}

function ownerAlive(stage: string): boolean {
  try {
    const pid = Number(readFileSync(join(stage, 'pid'), 'utf8'));
    if (pid === process.pid || !Number.isInteger(pid) || pid <= 0) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** The journal of a stage; undefined when there is none, or one that no run of ours wrote. */
function readJournal(stage: string): readonly JournalEntry[] | undefined {
  try {
    const journal: unknown = JSON.parse(readFileSync(join(stage, journalName), 'utf8'));
    return Array.isArray(journal) && journal.every(isJournalEntry) ? journal : undefined;
  } catch {
    return undefined;
  }
}

/** Only paths in our own folders: a stage that came with a checkout must not reach elsewhere. */
function isJournalEntry(entry: unknown): entry is JournalEntry {
  if (typeof entry !== 'object' || entry === null || !('path' in entry) || !('action' in entry)) return false;
  const { path, action } = entry;
  if (typeof path !== 'string' || path.includes('\\')) return false;
  const [folder, ...names] = path.split('/');
  const isInside = names.length > 0 && names.every((name) => !['', '.', '..'].includes(name));
  if (action === 'delete') return isInside && folder === 'generated';
  return isInside && (folder === 'generated' || folder === 'handlers') && (action === 'create' || action === 'update');
}

/** Carries out a journal, or what is left of it, and removes the stage. */
function finish(root: string, stage: string, journal: readonly JournalEntry[]): void {
  journal.forEach(({ path, action, from }, index) => {
    const target = join(root, path);
    if (action === 'delete') {
      rmSync(target, { force: true });
      return;
    }
    const staged = join(stage, String(index));
    if (!existsSync(staged)) return;
    mkdirSync(dirname(target), { recursive: true });
    renameSync(staged, target);
    if (from !== undefined) rmSync(join(root, from), { force: true });
  });
  rmSync(stage, { recursive: true, force: true });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
