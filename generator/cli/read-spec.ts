import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createDiagnosticBag, type Diagnostic } from '../compiler/diagnostics/diagnostic.js';
import { mostBytes } from '../compiler/source/parse.js';
import type { Source } from '../compiler/source/source.js';
import { CommandError } from './exit.js';

/** A text, or why bytes are none. */
export interface ReadText {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
}

/** The spec of a project folder, and why it can't be read as text. */
export function readSpec(project: string): ReadText {
  const absolute = join(project, 'spec', 'tools.yaml');
  const path = relative(process.cwd(), absolute).replaceAll('\\', '/');
  let bytes: Buffer;
  try {
    bytes = readFileSync(absolute);
  } catch {
    const shown = path.startsWith('../') ? absolute : path;
    throw new CommandError(
      `There is no ${shown}. Run diglot in the folder that holds spec/tools.yaml, or name that: --root`,
    );
  }
  return textOf(bytes, path);
}

/** The text of a spec's bytes. `path` is what people know them by. */
export function textOf(bytes: Uint8Array, path: string): ReadText {
  const bag = createDiagnosticBag();
  const unread = { path, text: '' };
  if (bytes.length > mostBytes) {
    bag.report('yaml/too-large', { start: 0, end: 0 }, { bytes: bytes.length, most: mostBytes });
    return { source: unread, diagnostics: bag.all() };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { source: { path, text }, diagnostics: [] };
  } catch {
    bag.report('yaml/not-utf8', { start: 0, end: 0 });
    return { source: unread, diagnostics: bag.all() };
  }
}
