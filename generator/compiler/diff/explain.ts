import { type ChangeCode, changeCodes, changePages } from './codes.js';
import { type Audience, audiences, type ChangePage } from './page.js';

/** What a change's page says, for programs. */
export interface ExplainedChange extends ChangePage {
  readonly code: ChangeCode;
}

/** The page of a change. */
export const explainChange = (code: ChangeCode): ExplainedChange => ({ code, ...changePages[code] });

/** Every page, in the order of the table. */
export const explainAllChanges = (): readonly ExplainedChange[] => changeCodes.map(explainChange);

/** The audiences as people call them. */
export const audienceNames: Readonly<Record<Audience, string>> = {
  rest: 'REST callers',
  mcp: 'MCP clients',
  chatgpt: 'ChatGPT',
  handlers: 'handlers',
  models: 'models',
};

/** Who meets a change and what it means to them, in words. */
export function meaningsOf(means: ChangePage['means']): readonly (readonly [name: string, text: string])[] {
  return audiences.flatMap((audience) => {
    const text = means[audience];
    return text === undefined ? [] : [[audienceNames[audience], text] as const];
  });
}

const accept = (code: ChangeCode) =>
  `Yes, in the tool where it stands or at the top level, until it is released: allow: { ${code}: <the reason> }.`;

/** One page for a terminal. */
export function printChangePage({ code, severity, summary, means }: ExplainedChange): string {
  const rows = [...meaningsOf(means), ['Accept', accept(code)] as const];
  const lines = rows.map(([name, text]) => `  ${name.padEnd(14)}${text}`);
  return `${severity} ${code}\n${summary}\n\n${lines.join('\n')}\n`;
}

/** Every page as one Markdown document. */
export function changesMarkdown(pages: readonly ExplainedChange[]): string {
  const sections = pages.map(({ code, severity, summary, means }) =>
    [
      `## ${code}`,
      '',
      `*${severity}*`,
      '',
      summary,
      '',
      ...meaningsOf(means).map(([name, text]) => `- ${name}: ${text}`),
      '',
    ].join('\n'),
  );
  return `# Changes\n\nEvery kind of change that \`npx diglot diff\` knows, what it asks of \`info.version\`, and what it means to whom, as \`npx diglot explain <code>\` prints it.\n\n${sections.join('\n')}`;
}
