import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { VirtualFile } from '../emit/emitter.js';
import { generatedFiles } from './generated-files.js';
import { type Claim, claimStage, releaseStage, stageName } from './hold.js';
import { hash } from './lock.js';
import { outputError } from './output-error.js';
import { changes, type OnDisk, type Step } from './plan.js';

/** The only writer of the compiler's output. */

const journalName = 'journal.json';
const probeName = '.diglot-probe';
const probesName = 'probes.json';

/** A project that no other run changes until it is released. */
export interface Hold {
  /** Whether a run that was cut off had to be finished, or cleared up after. */
  readonly recovered: boolean;
  /**
   * Carries out the changing steps, all or none. What can't be written is an OutputError, and nothing has changed. A run
   * that is killed at any moment leaves every file whole, and the next hold finishes or drops what it had begun.
   */
  write(steps: readonly Step[]): void;
  /** Leaves no trace. */
  release(): void;
}

/**
 * Holds a project, once no other run does; `onWait` is told the process that is waited for. A project that can't be written
 * is held without a trace, so that a run with nothing to do needs no right to write.
 */
export async function holdProject(root: string, onWait: (pid: number) => void): Promise<Hold> {
  let claim: Claim;
  try {
    claim = await claimStage(root, onWait);
  } catch (error) {
    const failure = outputError(error, stageName, 'Nothing was changed.');
    if (failure === error) throw error;
    return {
      recovered: false,
      write(steps) {
        if (changes(steps).length > 0) throw failure;
      },
      release() {},
    };
  }
  const { stage, isTakenOver } = claim;
  if (isTakenOver) recover(root, stage);
  let isUnfinished = false;
  return {
    recovered: isTakenOver,
    write(steps) {
      const journal = stageSteps(root, stage, changes(steps));
      isUnfinished = true;
      finish(root, stage, journal);
      isUnfinished = false;
    },
    release() {
      // The next hold finishes it, as soon as this process is no more.
      if (!isUnfinished) releaseStage(root, claim);
    },
  };
}

/** Finishes or drops what a run that was cut off has left, for those who only read. Costs nothing where none did. */
export async function recoverProject(root: string, onWait: (pid: number) => void): Promise<void> {
  if (existsSync(join(root, stageName))) (await holdProject(root, onWait)).release();
}

/** Reads what is there of `files` and everything under generated/, below the project folder `root`. */
export function readOnDisk(root: string, files: readonly VirtualFile[]): OnDisk {
  const paths = new Set([...files.map((file) => file.path), ...generatedFiles(root)]);
  const found = new Map<string, string>();
  for (const path of paths) {
    const absolute = join(root, path);
    if (existsSync(absolute)) found.set(path, readFileSync(absolute, 'utf8'));
  }
  return found;
}

interface JournalEntry extends Pick<Step, 'path' | 'action' | 'from'> {
  /** Hash of the text that a hand-written file had. */
  readonly was?: string;
}

/** What a run is about to do. It counts for the very folder that it was written in: a checkout may bring any file along. */
interface Journal {
  readonly project: string;
  readonly steps: readonly JournalEntry[];
}

/** Stages the texts and makes sure that they can be moved into place; the journal then makes the set final. */
function stageSteps(root: string, stage: string, changing: readonly Step[]): readonly JournalEntry[] {
  if (changing.length === 0) return [];
  const steps = changing.map(entryOf);
  const made: string[] = [];
  let current = stageName;
  try {
    changing.forEach(({ path, content }, index) => {
      current = path;
      if (content !== undefined) writeFileSync(join(stage, String(index)), content);
    });
    const folders = new Set(changing.flatMap(({ path, from }) => [path, from ?? path]).map((path) => dirname(path)));
    writeFileSync(join(stage, probesName), JSON.stringify([...folders]));
    for (const folder of folders) {
      current = folder;
      const first = mkdirSync(join(root, folder), { recursive: true });
      if (first !== undefined) made.push(...foldersBetween(first, join(root, folder)));
      probe(stage, join(root, folder));
    }
    current = stageName;
    const journal: Journal = { project: identityOf(root), steps };
    writeFileSync(join(stage, `${journalName}.part`), JSON.stringify(journal));
    renameSync(join(stage, `${journalName}.part`), join(stage, journalName));
    return steps;
  } catch (error) {
    for (const folder of made.toReversed()) rmdirSync(folder);
    throw outputError(error, current, 'Nothing was changed.');
  }
}

function entryOf({ path, action, from, before }: Step): JournalEntry {
  const was = before === undefined ? {} : { was: hash(before) };
  return { path, action, ...(from !== undefined && { from }), ...was };
}

/** Whether a file can be moved into a folder: not on a read-only mount, and not on another file system. */
function probe(stage: string, folder: string): void {
  const staged = join(stage, probeName);
  writeFileSync(staged, '');
  renameSync(staged, join(folder, probeName));
  rmSync(join(folder, probeName));
}

/** `first` and the folders below it, down to `last`. */
function foldersBetween(first: string, last: string): readonly string[] {
  const folders = [last];
  for (let folder = last; folder !== first && folder.length > first.length; ) {
    folder = dirname(folder);
    folders.unshift(folder);
  }
  return folders;
}

/** Carries out a journal, or what is left of it: every step may have been done already. */
function finish(root: string, stage: string, steps: readonly JournalEntry[]): void {
  steps.forEach((step, index) => {
    const { path, action, from } = step;
    const target = join(root, path);
    try {
      if (!isAsPlanned(root, step)) return;
      const staged = join(stage, String(index));
      if (action === 'delete') rmSync(target, { force: true });
      else if (existsSync(staged)) renameSync(staged, target);
      if (from !== undefined && existsSync(target)) rmSync(join(root, from), { force: true });
    } catch (error) {
      throw outputError(error, path, 'The next run finishes what this one began.');
    }
  });
}

/** Whether nobody has written by hand what the step is about since it was planned. */
function isAsPlanned(root: string, { path, action, from, was }: JournalEntry): boolean {
  if (path.startsWith('generated/')) return true;
  if (action === 'create') return !existsSync(join(root, path));
  const source = join(root, from ?? path);
  return !existsSync(source) || hash(readFileSync(source, 'utf8')) === was;
}

/** Finishes what a dead run had made final, or drops what it had not. */
function recover(root: string, stage: string): void {
  for (const folder of readJson(join(stage, probesName), isFolders) ?? []) {
    rmSync(join(root, folder, probeName), { force: true });
  }
  const journal = readJson(join(stage, journalName), isJournal);
  if (journal?.project === identityOf(root)) finish(root, stage, journal.steps);
  for (const entry of readdirSync(stage)) {
    if (!entry.startsWith('owner-')) rmSync(join(stage, entry), { recursive: true, force: true });
  }
}

/** No two folders have the same on one machine, and nobody can tell beforehand which a checkout will have. */
function identityOf(root: string): string {
  const { dev, ino } = statSync(root);
  return `${dev}:${ino}`;
}

function readJson<T>(path: string, isRight: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRight(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFolders(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((folder) => typeof folder === 'string' && isOwn(`${folder}/`));
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== 'object' || value === null || !('project' in value) || !('steps' in value)) return false;
  return typeof value.project === 'string' && Array.isArray(value.steps) && value.steps.every(isJournalEntry);
}

function isJournalEntry(entry: unknown): entry is JournalEntry {
  if (typeof entry !== 'object' || entry === null || !('path' in entry) || !('action' in entry)) return false;
  const { path, action } = entry;
  if (typeof path !== 'string' || !isOwn(path)) return false;
  switch (action) {
    case 'create':
    case 'update':
      return true;
    case 'delete':
      return path.startsWith('generated/');
    case 'move':
      return 'from' in entry && typeof entry.from === 'string' && isOwn(entry.from);
    default:
      return false;
  }
}

/** Whether a path lies in one of our own folders. */
function isOwn(path: string): boolean {
  return /^(generated|handlers)\//.test(path) && !path.includes('\\') && !/(^|\/)\.\.?(\/|$)/.test(path);
}
