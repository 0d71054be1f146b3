import { lstatSync, mkdirSync, rmdirSync, rmSync, type Stats, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { VirtualFile } from '../../compiler/emit/emitter.js';
import { generatedFiles } from '../../compiler/output/generated-files.js';
import { hasCode, outputError } from '../../compiler/output/output-error.js';

/** What keeps the files from being new ones in this folder: paths that are taken, each with why where that is not plain. */
export function conflictsIn(folder: string, files: readonly VirtualFile[]): readonly string[] {
  const paths = files.map(({ path }) => path);
  const parents = new Set(paths.flatMap(parentsOf));
  const blocked = [...parents].filter((path) => !isMissing(join(folder, path)) && !isFolder(join(folder, path)));
  const isBelowBlocked = (path: string) => parentsOf(path).some((parent) => blocked.includes(parent));
  const taken = paths.filter((path) => !isBelowBlocked(path) && !isMissing(join(folder, path)));
  // The compiler removes what it has not made.
  const strays = blocked.includes('generated') ? [] : generatedFiles(folder).filter((path) => !paths.includes(path));
  return [...blocked.map((path) => `${path} (not a folder)`), ...taken, ...strays].toSorted();
}

/**
 * Writes new files into a folder, which is made where there is none: all of them, or none where one can't be. No file is
 * overwritten, one that appears meanwhile included. Throws OutputError.
 */
export function writeNew(folder: string, files: readonly VirtualFile[]): void {
  const undo: (() => void)[] = [];
  let path = relative('.', folder) || '.';
  try {
    const root = mkdirSync(folder, { recursive: true });
    if (root !== undefined) undo.push(() => rmSync(root, { recursive: true }));
    for (const file of files) {
      path = file.path;
      for (const parent of parentsOf(path)) {
        if (!isMissing(join(folder, parent))) continue;
        mkdirSync(join(folder, parent));
        undo.push(() => rmdirSync(join(folder, parent)));
      }
      const target = join(folder, path);
      writeFileSync(target, file.content, { flag: 'wx' });
      undo.push(() => rmSync(target));
    }
  } catch (error) {
    for (const step of undo.toReversed()) {
      try {
        step();
      } catch {
        // Somebody else has put something there, or taken it away.
      }
    }
    throw outputError(error, path, 'Nothing was written.');
  }
}

/** The folders above a path, the highest first. */
function parentsOf(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === '.' ? [] : [...parentsOf(parent), parent];
}

function isMissing(path: string): boolean {
  return entryAt(path) === undefined;
}

/** A link is none: what it leads to may not be the project's. */
function isFolder(path: string): boolean {
  return entryAt(path)?.isDirectory() === true;
}

function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // Below a file there is nothing.
    if (hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}
