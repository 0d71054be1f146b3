import { type DiagnosticCode, messages } from './codes.js';
import type { Diagnostic, Severity } from './diagnostic.js';
import { type Lines, lineTable, type Position } from './lines.js';
import type { Client } from './message.js';

/** A finding for programs: positions instead of offsets. */
export interface LocatedDiagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  /** The clients that break; empty for rules of the language itself. */
  readonly protects: readonly Client[];
  readonly path: string;
  readonly start: Position;
  /** Just behind the last character. */
  readonly end: Position;
}

/** Puts positions to findings. */
export function locate(diagnostics: readonly Diagnostic[], source: Lines): readonly LocatedDiagnostic[] {
  const { positionAt } = lineTable(source);
  return diagnostics.map(({ code, severity, message, help, span }) => ({
    code,
    severity,
    message,
    help,
    protects: messages[code].protects ?? [],
    path: source.path,
    start: positionAt(span.start),
    end: positionAt(span.end),
  }));
}

/** Renders findings as workflow commands of GitHub Actions, one annotation a line. */
export function printAnnotations(diagnostics: readonly Diagnostic[], source: Lines): string {
  return locate(diagnostics, source)
    .map(({ code, message, help, ...place }) => annotation({ ...place, title: code }, `${message}\n${help}`))
    .join('');
}

/** Where an annotation stands; in a file as a whole without a start. */
export interface AnnotationPlace {
  readonly severity: Severity;
  readonly path: string;
  readonly title: string;
  readonly start?: Position;
  readonly end?: Position;
}

/** One workflow command of GitHub Actions that annotates a file. */
export function annotation({ severity, path, title, start, end }: AnnotationPlace, text: string): string {
  const properties = [`file=${property(path)}`];
  if (start !== undefined) properties.push(`line=${start.line}`);
  if (end !== undefined) properties.push(`endLine=${end.line}`);
  if (start !== undefined) properties.push(`col=${start.column}`);
  if (end !== undefined && end.line === start?.line) properties.push(`endColumn=${end.column}`);
  return `::${severity} ${properties.join(',')},title=${property(title)}::${data(text)}\n`;
}

/** The escapes of workflow commands: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
