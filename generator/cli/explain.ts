import { diagnosticCodes, isDiagnosticCode } from '../compiler/diagnostics/codes.js';
import { didYouMean } from '../compiler/diagnostics/did-you-mean.js';
import { explain, explainAll, markdown, printList, printPage } from '../compiler/diagnostics/explain.js';
import { changeCodes, isChangeCode } from '../compiler/diff/codes.js';
import { changesMarkdown, explainAllChanges, explainChange, printChangePage } from '../compiler/diff/explain.js';
import { closest } from '../runtime/schema/suggest.js';
import { checkIds } from './doctor/codes.js';
import { checkMarkdown, explainAllChecks, explainCheck, isCheckId, printCheckPage } from './doctor/explain.js';
import { doctorMarkdown } from './doctor/print.js';
import { CommandError } from './exit.js';
import type { ExplainFormat } from './formats.js';

/** `diglot explain`: the page of a rule, a change or a check of `doctor`, or the list of all. Returns what to print. */
export function runExplain(code: string | undefined, format: ExplainFormat): string {
  if (code === undefined) {
    const [rules, changes, checks] = [explainAll(), explainAllChanges(), explainAllChecks()];
    if (format === 'json') return json([...rules, ...changes, ...checks]);
    if (format === 'markdown') return `${markdown(rules)}\n${changesMarkdown(changes)}\n${doctorMarkdown()}`;
    const lines = checks.map(({ code, holds }) => ({ code, severity: 'check', summary: holds }));
    return printList([...rules, ...changes, ...lines]);
  }
  if (isChangeCode(code)) {
    const page = explainChange(code);
    if (format === 'json') return json(page);
    return format === 'markdown' ? changesMarkdown([page]) : printChangePage(page);
  }
  if (isCheckId(code)) {
    const page = explainCheck(code);
    if (format === 'json') return json(page);
    return format === 'markdown' ? checkMarkdown(page) : printCheckPage(page);
  }
  if (!isDiagnosticCode(code)) {
    // Table by table: together they are more than are compared.
    const tables: readonly (readonly string[])[] = [diagnosticCodes, changeCodes, checkIds];
    const named = tables.flat().find((each) => each.endsWith(`/${code}`));
    const near = tables.flatMap((codes) => closest(code, codes) ?? []);
    const nearest = named === undefined ? didYouMean(code, near) : `Did you mean '${named}'?`;
    const hint = nearest === undefined ? '' : ` ${nearest}`;
    throw new CommandError(`There is no code '${code}'.${hint} List all with: npx diglot explain`);
  }
  const page = explain(code);
  if (format === 'json') return json(page);
  return format === 'markdown' ? markdown([page]) : printPage(page);
}

function json(pages: object): string {
  return `${JSON.stringify(pages, null, 2)}\n`;
}
