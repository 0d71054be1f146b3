import { messages } from './codes.js';
import type { Diagnostic, Severity, Span } from './diagnostic.js';
import { type Lines, type LineTable, lineTable } from './lines.js';
import { printable } from './printable.js';

/** Colours for the printed parts; identity functions print plain text. */
export interface Palette {
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  bold(text: string): string;
}

const widestFrame = 160;
/** Nobody reads on after so many; the rest is counted. */
const mostFrames = 100;

/**
 * Renders diagnostics for a person: code, whom it protects, sentence, `path:line:column`, the line with a marker, and the
 * help. Ends in a line that counts them. Errors come before warnings where there are too many to show.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[], source: Lines, palette: Palette): string {
  const lines = lineTable(source);
  const shown =
    diagnostics.length <= mostFrames
      ? diagnostics
      : diagnostics.toSorted((a, b) => rank[a.severity] - rank[b.severity]).slice(0, mostFrames);
  const blocks = shown.map((diagnostic) => printOne(diagnostic, lines, palette));
  const rest = diagnostics.length - shown.length;
  return `${blocks.join('\n')}\n${rest > 0 ? `and ${rest} more; ` : ''}${count(diagnostics)}\n`;
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1 };

function printOne(diagnostic: Diagnostic, source: LineTable, palette: Palette): string {
  const { line, column } = source.positionAt(diagnostic.span.start);
  const paint = diagnostic.severity === 'error' ? palette.red : palette.yellow;
  const { protects = [] } = messages[diagnostic.code];
  const clients = protects.length === 0 ? '' : ` (${protects.join(', ')})`;
  const { before, marked, after } = frame(source, diagnostic.span);
  const gutter = String(line);
  const blank = ' '.repeat(gutter.length);
  const shown = before + marked + after;
  const marker = ' '.repeat(lengthOf(before)) + '^'.repeat(Math.max(1, lengthOf(marked)));
  return [
    `${paint(diagnostic.severity)} ${palette.bold(diagnostic.code)}${clients}: ${printable(diagnostic.message)}`,
    `${blank} ${palette.blue('-->')} ${source.path}:${line}:${column}`,
    `${palette.blue(`${gutter} |`)} ${printable(shown)}`,
    `${palette.blue(`${blank} |`)} ${paint(marker)}`,
    `${blank} ${palette.blue('=')} ${printable(diagnostic.help)}`,
    '',
  ].join('\n');
}

/** The first line of a span with what stands around it on that line, cut to what fits a screen. */
function frame({ text }: LineTable, { start, end }: Span) {
  const half = widestFrame / 2;
  // Windows are cut before anything else: a line can be as long as the text.
  const lineBefore =
    text
      .slice(Math.max(0, start - half), start)
      .split('\n')
      .at(-1) ?? '';
  const [marked = ''] = text.slice(start, Math.min(end, start + widestFrame)).split('\n', 1);
  const isCut = end > start + marked.length;
  const room = widestFrame - lineBefore.length - marked.length;
  const [lineAfter = ''] = isCut ? [''] : text.slice(end, end + Math.max(0, room)).split('\n', 1);
  return { before: whole(lineBefore), marked: marked.replace(/\r$/, ''), after: lineAfter.replace(/\r$/, '') };
}

/** Without the half of a character that the cut left at its beginning. */
function whole(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]/, '');
}

function lengthOf(text: string): number {
  return [...text].length;
}

/** `2 errors, 1 warning`. */
function count(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const parts = [
    ...(errors > 0 ? [`${errors} error${errors === 1 ? '' : 's'}`] : []),
    ...(warnings > 0 ? [`${warnings} warning${warnings === 1 ? '' : 's'}`] : []),
  ];
  return parts.length === 0 ? 'no problems' : parts.join(', ');
}
