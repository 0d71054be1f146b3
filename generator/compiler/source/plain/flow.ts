import type { YamlEntry, YamlList, YamlMap, YamlNode } from '../source.js';
import { closeList, closeMap, colon, comma, numberSign, openList, openMap } from './codes.js';
import { type Cursor, notPlain } from './cursor.js';
import { addEntry, type Depth, type Entries, startEntries } from './entries.js';
import { isEmpty, isQuote, readScalar } from './scalar.js';

/** Whether a map or list in brackets begins here. */
export function isFlow(code: number): boolean {
  return code === openMap || code === openList;
}

/** Reads a map or list in brackets. Its further lines have to be indented by more than `outside`. */
export function readFlow(cursor: Cursor, outside: number, depth: Depth): YamlMap | YamlList {
  const start = cursor.at;
  const isMap = cursor.code() === openMap;
  const close = isMap ? closeMap : closeList;
  const entries = startEntries();
  const items: YamlNode[] = [];
  cursor.pass(1);
  for (;;) {
    passBlanks(cursor, outside);
    if (cursor.code() === close) break;
    if (isMap) readEntry(cursor, { entries, outside, depth });
    else items.push(readValue(cursor, outside, depth));
    passBlanks(cursor, outside);
    if (cursor.code() === close) break;
    if (cursor.code() !== comma) notPlain();
    cursor.pass(1);
  }
  cursor.pass(1);
  const span = { start, end: cursor.at };
  return isMap ? { kind: 'map', span, entries: entries.list } : { kind: 'list', span, items };
}

interface Inside {
  readonly entries: Entries;
  readonly outside: number;
  readonly depth: Depth;
}

function readEntry(cursor: Cursor, { entries, outside, depth }: Inside): void {
  const isQuoted = isQuote(cursor.code());
  const key = readScalar(cursor, true);
  if (cursor.code() !== colon || !(isQuoted || isEmpty(cursor.code(1)))) notPlain();
  cursor.pass(1);
  cursor.passSpaces();
  addEntry(entries, key, readValue(cursor, outside, depth));
}

function readValue(cursor: Cursor, outside: number, depth: Depth): YamlEntry['value'] {
  return isFlow(cursor.code()) ? readFlow(cursor, outside, depth.deeper()) : readScalar(cursor, true);
}

/** Passes spaces and line ends between what is in brackets. */
function passBlanks(cursor: Cursor, outside: number): void {
  cursor.passSpaces();
  while (cursor.passLineEnd()) {
    const spaces = cursor.passSpaces();
    if (spaces <= outside && cursor.lineEndLength() === 0) notPlain();
  }
  if (cursor.code() === numberSign) notPlain();
}
