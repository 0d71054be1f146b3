import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// What may be forgotten at any time: uncommitted, in the project's node_modules, and without harm if it is lost or wrong.

/** Path of a file in the cache. Projects may share their node_modules. */
export function cachePath(root: string, name: string): string {
  const project = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return join(root, 'node_modules/.cache/diglot', project, name);
}

/** What was kept under a name; undefined when nothing was, or it can't be read. */
export function readCache(root: string, name: string): string | undefined {
  try {
    return readFileSync(cachePath(root, name), 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Keeps a text; undefined drops what was kept. Writes beside the file first, so that no run reads half of it. A project
 * without node_modules gets none, and where nothing can be written nothing is kept.
 */
export function writeCache(root: string, name: string, text: string | undefined): void {
  const path = cachePath(root, name);
  try {
    if (text === undefined) return void rmSync(path, { force: true });
    if (!existsSync(join(root, 'node_modules'))) return;
    mkdirSync(dirname(path), { recursive: true });
    const part = `${path}.${process.pid}`;
    writeFileSync(part, text);
    renameSync(part, path);
  } catch {
    // A cache that can't be written is none.
  }
}
