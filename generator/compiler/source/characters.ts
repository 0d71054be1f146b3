import type { Report } from '../diagnostics/diagnostic.js';

/** Controls, bidirectional marks, line and paragraph separators, byte order marks, lone surrogates, non-characters. */
const invisible =
  /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const everyInvisible = new RegExp(invisible, 'gu');

/** A character that a reader can't see. */
export interface Invisible {
  readonly offset: number;
  /** In UTF-16 units. */
  readonly length: number;
  /** As `U+XXXX`. */
  readonly codePoint: string;
}

/** The first character of `text` that a reader can't see. Tabs and line ends are none. */
export function findInvisible(text: string): Invisible | undefined {
  const offset = text.search(invisible);
  return offset < 0 ? undefined : describeAt(text, offset);
}

/** `text` with a replacement mark for each invisible character. */
export function visible(text: string): string {
  return text.replace(everyInvisible, '\uFFFD');
}

/**
 * Reports the first invisible character and the first tab of a source text. A leading byte order mark is fine.
 * A carriage return is invisible unless it ends a line together with a line feed: YAML takes it for text where
 * readers see a new line.
 */
export function checkCharacters(text: string, report: Report): void {
  const body = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const returns = body.search(/\r(?!\n)/);
  const other = findInvisible(body);
  const found = returns >= 0 && (other === undefined || returns < other.offset) ? describeAt(body, returns) : other;
  if (found !== undefined) {
    const { offset, length, codePoint } = found;
    report('yaml/control-character', { start: offset, end: offset + length }, { codePoint });
  }
  const tab = text.indexOf('\t');
  if (tab >= 0) report('yaml/tab', { start: tab, end: tab + 1 });
}

function describeAt(text: string, offset: number): Invisible {
  const code = text.codePointAt(offset) ?? 0;
  return {
    offset,
    length: code > 0xffff ? 2 : 1,
    codePoint: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
  };
}
