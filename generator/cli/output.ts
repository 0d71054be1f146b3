import colors from 'picocolors';
import { counted } from '../compiler/diagnostics/counted.js';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.js';
import { printAnnotations } from '../compiler/diagnostics/located.js';
import { printDiagnostics } from '../compiler/diagnostics/print.js';
import type { Source } from '../compiler/source/source.js';
import type { Format } from './formats.js';

/** A line for a person, on stderr. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Says whom a run waits for. */
export function sayWaiting(pid: number): void {
  say(`Waiting for another run that is writing here (process ${pid}).`);
}

/** Prints findings for people or for GitHub; as JSON they belong to the command's one object. */
export function printFindings(diagnostics: readonly Diagnostic[], source: Source, format: Format): void {
  if (diagnostics.length === 0 || format === 'json') return;
  if (format === 'github') process.stdout.write(printAnnotations(diagnostics, source));
  process.stderr.write(findingsText(diagnostics, source));
}

/** How many warnings there are, and how to see them, for a run that is to be quiet; empty without any. */
export function quietFindingsText({ length }: readonly Diagnostic[], { path }: Source): string {
  if (length === 0) return '';
  return `${path} has ${counted(length, 'warning')}. To see ${length === 1 ? 'it' : 'them'}: npm run generate\n`;
}

/** Findings for people; empty without any. */
export function findingsText(diagnostics: readonly Diagnostic[], source: Source): string {
  const first = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0];
  if (first === undefined) return '';
  return `${printDiagnostics(diagnostics, source, colors)}What a rule is for: npx diglot explain ${first.code}\n`;
}

/** Prints the one object of `--format json`. */
export function printJson(value: object): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
