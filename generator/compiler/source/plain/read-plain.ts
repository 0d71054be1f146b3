import type { YamlList, YamlMap, YamlNode } from '../source.js';
import { startOfLine, type TokenLimits } from '../tokens.js';
import { colon, dash } from './codes.js';
import { Cursor, NotPlain, notPlain } from './cursor.js';
import { addEntry, Depth, startEntries } from './entries.js';
import { isFlow, readFlow } from './flow.js';
import { isEmpty, readScalar } from './scalar.js';

/**
 * Reads YAML as people write it: maps and lists by indentation or in brackets, values on one line, comments above a key
 * or behind a value. Gives the very nodes that the library's would be converted to, in a tenth of the time. Returns
 * undefined where the text has anything else, or anything wrong: then the library reads it, and has the last word.
 */
export function readPlain(text: string, limits: TokenLimits): YamlNode | undefined {
  if (/^\uFEFF|\t|\r(?!\n)/.test(text) || startOfLine(text, limits.lines) !== undefined) return undefined;
  try {
    return readDocument(new Cursor(text, limits));
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function readDocument(cursor: Cursor): YamlMap {
  cursor.moveToContent();
  if (!cursor.isAt(0)) notPlain();
  cursor.comment = -1;
  const root = readMap(cursor, 0, new Depth());
  return cursor.isAt(-1) && cursor.comment <= 0 ? root : notPlain();
}

/** Reads a map whose keys stand at `indent`, from its first key to the content after it. */
function readMap(cursor: Cursor, indent: number, depth: Depth): YamlMap {
  const start = cursor.at;
  const entries = startEntries();
  do {
    const key = readScalar(cursor, false);
    if (cursor.code() !== colon || !isEmpty(cursor.code(1))) notPlain();
    cursor.pass(1);
    addEntry(entries, key, readValue(cursor, indent, depth));
  } while (cursor.isAt(indent) && next(cursor));
  leave(cursor, indent);
  return { kind: 'map', span: { start, end: cursor.lineEnd }, entries: entries.list };
}

/** Reads a list whose dashes stand at `indent`. */
function readList(cursor: Cursor, indent: number, depth: Depth): YamlList {
  const start = cursor.at;
  const items: YamlNode[] = [];
  do {
    cursor.pass(1);
    const column = indent + 1 + cursor.passSpaces();
    items.push(readItem(cursor, { indent, column, depth }));
  } while (cursor.isAt(indent) && isDash(cursor) && next(cursor));
  leave(cursor, indent);
  return { kind: 'list', span: { start, end: cursor.lineEnd }, items };
}

function isDash(cursor: Cursor): boolean {
  return cursor.code() === dash && isEmpty(cursor.code(1));
}

interface Item {
  readonly indent: number;
  readonly column: number;
  readonly depth: Depth;
}

function readItem(cursor: Cursor, { indent, column, depth }: Item): YamlNode {
  if (isFlow(cursor.code())) return endValue(cursor, readFlow(cursor, indent, depth.deeper()));
  if (isKey(cursor)) return readMap(cursor, column, depth.deeper());
  return endValue(cursor, readScalar(cursor, false));
}

/** Whether the value here is a key: it is read twice then, but keys in lists are few. */
function isKey(cursor: Cursor): boolean {
  const ahead = new Cursor(cursor.text, unlimited);
  ahead.at = cursor.at;
  readScalar(ahead, false);
  return ahead.code() === colon && isEmpty(ahead.code(1));
}

const unlimited: TokenLimits = {
  levels: Number.POSITIVE_INFINITY,
  tokens: Number.POSITIVE_INFINITY,
  lines: Number.POSITIVE_INFINITY,
  'characters in one value': Number.POSITIVE_INFINITY,
};

/** Reads what a key of a map at `indent` stands for, from behind its colon to the content after it. */
function readValue(cursor: Cursor, indent: number, depth: Depth): YamlNode {
  if (cursor.passRestOfLine()) return readBelow(cursor, indent, depth);
  if (isFlow(cursor.code())) return endValue(cursor, readFlow(cursor, indent, depth.deeper()));
  return endValue(cursor, readScalar(cursor, false));
}

/** Reads a value that begins on a line of its own. */
function readBelow(cursor: Cursor, indent: number, depth: Depth): YamlNode {
  cursor.moveToContent();
  cursor.comment = -1;
  const inner = cursor.indent;
  if (inner < indent) notPlain();
  if (isDash(cursor)) return readList(cursor, inner, depth.deeper());
  if (inner === indent) notPlain();
  if (isFlow(cursor.code())) return endValue(cursor, readFlow(cursor, indent, depth.deeper()));
  return readMap(cursor, inner, depth.deeper());
}

/** Ends the line of a value and moves to the content after it. */
function endValue<Node extends YamlNode>(cursor: Cursor, node: Node): Node {
  if (!cursor.passRestOfLine()) notPlain();
  cursor.moveToContent();
  return node;
}

/** Goes on within a collection. A comment that stands deeper belongs to the value before it. */
function next(cursor: Cursor): true {
  if (cursor.comment > cursor.indent) notPlain();
  cursor.comment = -1;
  return true;
}

/** Leaves a collection for one around it. A comment that stands as deep belongs to what is left. */
function leave(cursor: Cursor, indent: number): void {
  if (cursor.indent > indent || (indent > 0 && cursor.comment >= indent)) notPlain();
}
