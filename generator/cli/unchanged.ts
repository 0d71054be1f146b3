import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import colors from 'picocolors';
import { generatedFiles } from '../compiler/output/generated-files.js';
import { stageName } from '../compiler/output/hold.js';
import { readCache, writeCache } from './cache.js';

// Loaded before everything else: a run that has nothing to do should take no longer than Node itself.

/** What a run prints when it has nothing to do. */
export interface Printed {
  /** On stderr. */
  readonly findings: string;
  /** Instead of those, when it is to be quiet. */
  readonly quietFindings: string;
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
    if (existsSync(join(root, stageName))) return undefined;
    const remembered: unknown = JSON.parse(readCache(root, name) ?? 'null');
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
  readonly next: () => Printed;
}

/** Remembers a run; undefined forgets the last one. */
export function rememberRun(root: string, settled: Settled | undefined): void {
  const remembered = settled && remember(root, settled);
  writeCache(root, name, remembered && JSON.stringify(remembered));
}

function remember(root: string, { spec, generated, handlers, next }: Settled): Remembered | undefined {
  const stamps = handlerStamps(root);
  if (!handlers.every((handler) => stamps.has(handler))) return undefined;
  return { fingerprint: fingerprint({ spec, generated, handlers: stamps }), ...next() };
}

function isRemembered(value: unknown): value is Remembered {
  const { fingerprint: of, findings, quietFindings, report } = Object(value);
  return [of, findings, quietFindings, report].every((each) => typeof each === 'string');
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
  return new Map(generatedFiles(root).map((path) => [path, readFileSync(join(root, path))]));
}

/** Of handlers their names, sizes and times are enough: no output depends on their texts. */
function handlerStamps(root: string): Map<string, string> {
  const names = readdirSync(join(root, 'handlers')).toSorted();
  return new Map(names.map((file) => [`handlers/${file}`, stampOf(join(root, 'handlers', file))]));
}

function stampOf(path: string): string {
  // A link may lead nowhere.
  const stats = statSync(path, { throwIfNoEntry: false });
  return `${stats?.size} ${stats?.mtimeMs}`;
}
