import { printable } from '../../compiler/diagnostics/printable.js';

const mostQuoted = 100;
const mostDetail = 1200;
const mostListed = 3;

/** A text of somebody else, short and in one line. The end alone is cut off: see {@link cleaner}. */
export function quote(text: string, most = mostQuoted): string {
  const line = text
    .slice(0, 10 * most)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > most ? `${line.slice(0, most)}...` : line;
}

/** The first few of many, the rest counted. */
export function listed(items: readonly string[], most = mostListed): string {
  const rest = items.length - most;
  return items.slice(0, most).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

/** So much of a token is enough to know it by, and too little to use it. */
const tellTale = 12;

/**
 * Makes the last step before anything is printed: no control characters, no endless texts, and nothing of the token,
 * whole, in its parts, or cut off.
 */
export function cleaner(token: string | undefined): (text: string) => string {
  const pieces = token === undefined ? [] : [token, ...token.split('.')];
  const starts = [...new Set(pieces.map((piece) => piece.slice(0, tellTale)))].filter((start) => start.length >= 4);
  const marks = starts.map((start) => new RegExp(`${start.replace(/[^A-Za-z0-9]/g, '\\$&')}[\\w.~+/=-]*`, 'g'));
  return (text) => {
    const hidden = marks.reduce((shown, mark) => shown.replace(mark, '[token]'), text);
    return printable(hidden.length > mostDetail ? `${hidden.slice(0, mostDetail)}...` : hidden);
  };
}
