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

/** One-based line and column (in code points) of an offset. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(lineStart)].length + 1 };
}

const widestFrame = 160;

/**
 * Renders diagnostics for a person: code, sentence, `path:line:column`, the line with a marker, and the help.
 * Ends in a line that counts them.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[], source: Lines, palette: Palette): string {
  const blocks = diagnostics.map((diagnostic) => printOne(diagnostic, source, palette));
  return `${blocks.join('\n')}\n${count(diagnostics)}\n`;
}

function printOne(diagnostic: Diagnostic, source: Lines, palette: Palette): string {
  const { line, column } = positionAt(source.text, diagnostic.span.start);
  const paint = diagnostic.severity === 'error' ? palette.red : palette.yellow;
  const text = (source.text.split('\n')[line - 1] ?? '').replace(/\r$/, '');
  const start = Math.max(0, column - widestFrame / 2);
  const shown = [...text].slice(start, start + widestFrame).join('');
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
