import { type DiagnosticCode, diagnosticCodes, messages } from './codes.js';

/** What a rule's page says, for programs. */
export interface ExplainedCode {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  /** Whether `allow` can accept it. */
  readonly allowable: boolean;
  readonly protects: readonly string[];
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
}

/** The page of a code. */
export function explain(code: DiagnosticCode): ExplainedCode {
  const { severity, allowable, protects = [], summary, why, fix } = messages[code];
  return { code, severity, allowable, protects, summary, why, fix };
}

/** Every page, in the order of the table. */
export const explainAll = (): readonly ExplainedCode[] => diagnosticCodes.map(explain);

/** How a rule can be accepted, in words. */
function acceptance({ code, severity, allowable }: ExplainedCode): string {
  if (!allowable) return 'No: it is an error of the language itself.';
  const strict = severity === 'warning' ? ' It stops nothing, unless --strict is set.' : '';
  return `Yes, in the tool where it arises or at the top level: allow: { ${code}: <the reason> }.${strict}`;
}

/** One page for a terminal. */
export function printPage(page: ExplainedCode): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Why', page.why],
    ['Write', page.fix],
    ['Protects', page.protects.length === 0 ? 'the language itself' : page.protects.join(', ')],
    ['Accept', acceptance(page)],
  ];
  const lines = rows.map(([name, text]) => `  ${name.padEnd(10)}${text}`);
  return `${page.severity} ${page.code}\n${page.summary}\n\n${lines.join('\n')}\n`;
}

/** One line a code, in the order of the list. */
export function printList(
  pages: readonly { readonly code: string; readonly severity: string; readonly summary: string }[],
): string {
  const widest = Math.max(...pages.map(({ code }) => code.length));
  const lines = pages.map(({ code, severity, summary }) => `${severity.padEnd(8)} ${code.padEnd(widest)}  ${summary}`);
  return `${lines.join('\n')}\n`;
}

/** Every page as one Markdown document. */
export function markdown(pages: readonly ExplainedCode[]): string {
  const sections = pages.map((page) =>
    [
      `## ${page.code}`,
      '',
      `*${page.severity}${page.protects.length === 0 ? '' : `, protects ${page.protects.join(' and ')}`}*`,
      '',
      `${page.summary} ${page.why}`,
      '',
      `- Write instead: ${page.fix}`,
      `- May be accepted: ${acceptance(page)}`,
      '',
    ].join('\n'),
  );
  return `# Diagnostics\n\nEvery finding of the compiler by its code, as \`npx diglot explain <code>\` prints it.\n\n${sections.join('\n')}`;
}
