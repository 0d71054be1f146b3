import { findInvisible } from '../characters.js';
import { hasExactForm } from '../convert.js';
import type { YamlScalar } from '../source.js';
import {
  backslash,
  carriageReturn,
  codesOf,
  colon,
  doubleQuote,
  lineFeed,
  numberSign,
  singleQuote,
  space,
} from './codes.js';
import { type Cursor, notPlain } from './cursor.js';

const flowMarks = codesOf(',[]{}');
/** What a plain text can't begin with, and what it can begin with only where something follows at once. */
const reserved = codesOf(',[]{}#&*!|>\'"%@`:');
const ambiguous = codesOf('-?');

/** Whether a value that is written in quotes begins here. */
export function isQuote(code: number): boolean {
  return code === singleQuote || code === doubleQuote;
}

/** Whether what is here ends a word: a space, a line end, or the end of the text. */
export function isEmpty(code: number): boolean {
  return code === space || code === lineFeed || code === carriageReturn || Number.isNaN(code);
}

/** Reads a value on one line, in quotes or without. */
export function readScalar(cursor: Cursor, inFlow: boolean): YamlScalar {
  const start = cursor.at;
  const isQuoted = isQuote(cursor.code());
  const length = isQuoted ? quotedLength(cursor) : plainLength(cursor, inFlow);
  const source = cursor.text.slice(start, start + length);
  // A mark goes before plain text.
  if (!isQuoted) cursor.count(1);
  cursor.pass(length);
  return {
    kind: 'scalar',
    span: { start, end: start + length },
    value: isQuoted ? unquoted(source) : resolved(source),
  };
}

function plainLength({ text, at }: Cursor, inFlow: boolean): number {
  const isMark = (code: number) => inFlow && flowMarks.has(code);
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  if (isEmpty(first) || reserved.has(first)) notPlain();
  if (ambiguous.has(first) && (isEmpty(second) || isMark(second))) notPlain();
  let end = at;
  for (let index = at; ; index++) {
    const code = text.charCodeAt(index);
    if (code === colon) {
      const next = text.charCodeAt(index + 1);
      if (isEmpty(next) || isMark(next)) break;
    } else if (code === space) {
      if (text.charCodeAt(index + 1) === numberSign) break;
      continue;
    } else if (isEmpty(code) || isMark(code)) break;
    end = index + 1;
  }
  return end - at;
}

function quotedLength({ text, at }: Cursor): number {
  const quote = text.charCodeAt(at);
  for (let index = at + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === lineFeed) break;
    if (code === backslash && quote === doubleQuote) index += 1;
    else if (code === quote) {
      if (quote === doubleQuote || text.charCodeAt(index + 1) !== singleQuote) return index + 1 - at;
      index += 1;
    }
  }
  return notPlain();
}

/** The escapes that JSON has too. */
const jsonText = /^"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"$/u;

function unquoted(source: string): string {
  if (source.startsWith("'")) return source.slice(1, -1).replaceAll("''", "'");
  if (!source.includes('\\')) return source.slice(1, -1);
  if (!jsonText.test(source)) notPlain();
  const value: unknown = JSON.parse(source);
  return typeof value === 'string' && findInvisible(value) === undefined ? value : notPlain();
}

const maybeNotText = /^(?:[-+.~0-9]|null$|Null$|NULL$|true$|True$|TRUE$|false$|False$|FALSE$)/;
const decimal = /^[-+]?(?:[0-9]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/;
const other = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;

/** What YAML 1.2 takes a text without quotes for. */
function resolved(source: string): YamlScalar['value'] {
  if (!maybeNotText.test(source)) return source;
  if (/^(?:~|[Nn]ull|NULL)$/.test(source)) return null;
  if (/^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/.test(source)) return source.toLowerCase() === 'true';
  if (other.test(source)) return notPlain();
  if (!decimal.test(source)) return source;
  const value = Number.parseFloat(source);
  if (!hasExactForm(value, source)) notPlain();
  return value === 0 ? 0 : value;
}
