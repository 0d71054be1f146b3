import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import colors from 'picocolors';
import { cachePath } from './cache-path.js';

// Loaded before everything else: a run that has nothing to do should take no longer than Node itself.

/** What a run prints when it has nothing to do. */
export interface Printed {
  /** On stderr, even if it is to be quiet. */
  readonly findings: string;
  /** On stdout. */
  readonly report: string;
}

interface Remembered extends Printed {
  readonly fingerprint: string;
}

const name = 'last-run.json';

/** What the last run would print again, if nothing has changed since: the spec, generated/, the handlers and diglot itself. */
export function unchangedRun(root: string): Printed | undefined {
  try {
    if (existsSync(join(root, '.diglot-stage'))) return undefined;
    const remembered: unknown = JSON.parse(readFileSync(cachePath(root, name), 'utf8'));
    if (!isRemembered(remembered)) return undefined;
    const spec = readFileSync(join(root, 'spec/tools.yaml'));
    const state = { spec, generated: readGenerated(root), handlers: handlerStamps(root) };
    return remembered.fingerprint === fingerprint(state) ? remembered : undefined;
  } catch {
    return undefined;
  }
}

/** What a run has read and written, as it knows it: what is on disk may have changed since. */
export interface Settled {
  readonly spec: string;
  /** Path to text of each file under generated/. */
  readonly generated: ReadonlyMap<string, string>;
  /** Paths of the handlers that have to be there. */
  readonly handlers: readonly string[];
  /** What the next run would print, if nothing changes until then. */
  next(): Printed;
}

/** Remembers a run; undefined forgets the last one. */
export function rememberRun(root: string, settled: Settled | undefined): void {
  const path = cachePath(root, name);
  try {
    rmSync(path, { force: true });
    if (settled === undefined || !existsSync(join(root, 'node_modules'))) return;
    const handlers = handlerStamps(root);
    if (!settled.handlers.every((handler) => handlers.has(handler))) return;
    const { generated } = settled;
    const remembered: Remembered = {
      fingerprint: fingerprint({ spec: settled.spec, generated, handlers }),
      ...settled.next(),
    };
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(remembered));
  } catch {
    // A cache that can't be written is none.
  }
}

function isRemembered(value: unknown): value is Remembered {
  const { fingerprint: of, findings, report } = Object(value);
  return [of, findings, report].every((each) => typeof each === 'string');
}

type Content = string | Uint8Array;

/** All that a run reads. */
interface State {
  readonly spec: Content;
  readonly generated: ReadonlyMap<string, Content>;
  readonly handlers: ReadonlyMap<string, string>;
}

/** A hash of it, and of diglot itself. */
function fingerprint({ spec, generated, handlers }: State): string {
  const hash = createHash('sha256');
  const add = (title: string, content: Content) =>
    hash.update(`\n${title} ${Buffer.byteLength(content)}\n`).update(content);
  add(String(colors.isColorSupported), stampOf(fileURLToPath(import.meta.url)));
  add('spec', spec);
  for (const path of [...generated.keys()].toSorted()) add(path, generated.get(path) ?? '');
  for (const [path, stamp] of handlers) add(path, stamp);
  return hash.digest('hex');
}

function readGenerated(root: string): Map<string, Uint8Array> {
  const files = readdirSync(join(root, 'generated'), { withFileTypes: true, recursive: true });
  const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(root, path).replaceAll('\\', '/'), readFileSync(path)]));
}

/** Of handlers their names, sizes and times are enough: no output depends on their texts. */
function handlerStamps(root: string): Map<string, string> {
  const names = readdirSync(join(root, 'handlers')).toSorted();
  return new Map(names.map((file) => [`handlers/${file}`, stampOf(join(root, 'handlers', file))]));
}

function stampOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${size} ${mtimeMs}`;
}
