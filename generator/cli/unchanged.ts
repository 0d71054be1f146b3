import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import colors from 'picocolors';
import { cachePath } from './cache-path.js';

// Loaded before everything else: a run that has nothing to do should take no longer than Node itself.

/** What the last run left behind, and what it would print again. */
interface Remembered {
  readonly fingerprint: string;
  readonly text: string;
}

const name = 'last-run.json';

/** What the last run would print again, if nothing has changed since: the spec, generated/, the handlers and diglot itself. */
export function unchangedText(root: string): string | undefined {
  try {
    const remembered: unknown = JSON.parse(readFileSync(cachePath(root, name), 'utf8'));
    return isRemembered(remembered) && remembered.fingerprint === fingerprint(root) ? remembered.text : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers what the next run would print, if nothing changes until then; undefined forgets the last one. */
export function rememberRun(root: string, nextText: (() => string) | undefined): void {
  const path = cachePath(root, name);
  try {
    rmSync(path, { force: true });
    if (nextText === undefined || !existsSync(join(root, 'node_modules'))) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ fingerprint: fingerprint(root), text: nextText() } satisfies Remembered));
  } catch {
    // A cache that can't be written is none.
  }
}

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== 'object' || value === null || !('fingerprint' in value) || !('text' in value)) return false;
  return typeof value.fingerprint === 'string' && typeof value.text === 'string';
}

/**
 * A hash of all that a run reads. Of handlers their names, sizes and times are enough: no output depends on their texts.
 * Throws where something can't be read.
 */
function fingerprint(root: string): string {
  const hash = createHash('sha256');
  if (existsSync(join(root, '.diglot-stage'))) throw new Error('a run was cut off');
  hash.update(`${colors.isColorSupported} ${stampOf(fileURLToPath(import.meta.url))}`);
  hash.update(readFileSync(join(root, 'spec/tools.yaml')));
  const generated = join(root, 'generated');
  for (const entry of entriesOf(generated, true)) {
    const content = entry.isFile() ? readFileSync(join(entry.parentPath, entry.name)) : '';
    hash.update(`\n${entry.parentPath.slice(generated.length)}/${entry.name} ${content.length}\n`).update(content);
  }
  const handlers = join(root, 'handlers');
  for (const entry of entriesOf(handlers, false)) hash.update(`\n${stampOf(join(handlers, entry.name))}`);
  return hash.digest('hex');
}

function entriesOf(folder: string, recursive: boolean) {
  return readdirSync(folder, { withFileTypes: true, recursive });
}

function stampOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}
