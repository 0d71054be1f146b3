import { diagnosticCodes, isDiagnosticCode } from '../compiler/diagnostics/codes.js';
import { didYouMean } from '../compiler/diagnostics/did-you-mean.js';
import { explain, explainAll, markdown, printList, printPage } from '../compiler/diagnostics/explain.js';
import { CommandError } from './exit.js';
import type { ExplainFormat } from './formats.js';

/** `diglot explain`: the page of a code, or the list of all. Returns what to print. */
export function runExplain(code: string | undefined, format: ExplainFormat): string {
  if (code !== undefined && !isDiagnosticCode(code)) {
    const near = didYouMean(code, diagnosticCodes);
    throw new CommandError(`There is no diagnostic '${code}'. ${near ?? ''} List all with: npx diglot explain`);
  }
  const pages = code === undefined ? explainAll() : [explain(code)];
  if (format === 'json') return `${JSON.stringify(code === undefined ? pages : pages[0], null, 2)}\n`;
  if (format === 'markdown') return markdown(pages);
  return code === undefined ? printList(pages) : pages.map(printPage).join('\n');
}
