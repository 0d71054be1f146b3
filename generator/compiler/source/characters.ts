import type { Report } from '../diagnostics/diagnostic.js';

const invisible = /(?![\t\n\r])[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/** The first character of `text` that a reader can't see, as `U+XXXX`, with its offset. */
export function findInvisible(text: string): { readonly offset: number; readonly codePoint: string } | undefined {
  const offset = text.search(invisible);
  if (offset < 0) return undefined;
  return { offset, codePoint: `U+${text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0')}` };
}

/** Reports the first invisible character and the first tab of a source text. A leading byte order mark is fine. */
export function checkCharacters(text: string, report: Report): void {
  const body = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const found = findInvisible(body);
  if (found !== undefined) {
    report('yaml/control-character', { start: found.offset, end: found.offset + 1 }, { codePoint: found.codePoint });
  }
  const tab = text.indexOf('\t');
  if (tab >= 0) report('yaml/tab', { start: tab, end: tab + 1 });
}
