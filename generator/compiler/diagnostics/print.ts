import type { Diagnostic } from './diagnostic.js';

/** Colours for the printed parts; identity functions print plain text. */
export interface Palette {
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  bold(text: string): string;
}

/** A source to take frames from. */
interface Lines {
  readonly path: string;
  readonly text: string;
}

/** The lines of a text and where each begins, to place many offsets cheaply. */
interface LineTable {
  readonly path: string;
  readonly text: string;
  readonly starts: readonly number[];
}

function lineTable({ path, text }: Lines): LineTable {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { path, text, starts };
}

/** One-based line and column (in code points) of an offset, and the text of the line. */
function placeOf({ text, starts }: LineTable, offset: number) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const start = starts[low] ?? 0;
  const lineText = text.slice(start, (starts[low + 1] ?? text.length + 1) - 1).replace(/\r$/, '');
  return { line: low + 1, column: [...text.slice(start, offset)].length + 1, lineText };
}

const widestFrame = 160;

/**
 * Renders diagnostics for a person: code, sentence, `path:line:column`, the line with a marker, and the help.
 * Ends in a line that counts them.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[], source: Lines, palette: Palette): string {
  const lines = lineTable(source);
  const blocks = diagnostics.map((diagnostic) => printOne(diagnostic, lines, palette));
  return `${blocks.join('\n')}\n${count(diagnostics)}\n`;
}

function printOne(diagnostic: Diagnostic, source: LineTable, palette: Palette): string {
  const { line, column, lineText } = placeOf(source, diagnostic.span.start);
  const paint = diagnostic.severity === 'error' ? palette.red : palette.yellow;
  const start = Math.max(0, column - widestFrame / 2);
  const shown = [...lineText].slice(start, start + widestFrame).join('');
  const rest = Math.max(1, [...shown].length - (column - 1 - start));
  const length = [...source.text.slice(diagnostic.span.start, diagnostic.span.end).split('\n', 1).join('')].length;
  const gutter = String(line);
  const blank = ' '.repeat(gutter.length);
  const marker = ' '.repeat(column - 1 - start) + '^'.repeat(Math.min(Math.max(1, length), rest));
  return [
    `${paint(diagnostic.severity)} ${palette.bold(diagnostic.code)}: ${diagnostic.message}`,
    `${blank} ${palette.blue('-->')} ${source.path}:${line}:${column}`,
    `${palette.blue(`${gutter} |`)} ${printable(shown)}`,
    `${palette.blue(`${blank} |`)} ${paint(marker)}`,
    ...(diagnostic.help === undefined ? [] : [`${blank} ${palette.blue('=')} ${diagnostic.help}`]),
    '',
  ].join('\n');
}

/** Shows control and bidirectional characters as a replacement mark, so that a frame can't drive a terminal. */
function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}

function count(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const parts = [
    ...(errors > 0 ? [`${errors} error${errors === 1 ? '' : 's'}`] : []),
    ...(warnings > 0 ? [`${warnings} warning${warnings === 1 ? '' : 's'}`] : []),
  ];
  return parts.length === 0 ? 'no problems' : parts.join(', ');
}
