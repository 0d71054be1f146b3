import { checkIds, sections } from './codes.js';
import { checkMarkdown, explainAllChecks } from './explain.js';
import type { CheckResult } from './sections/index.js';
import { type Status, statuses } from './verdict.js';

/** What a visit came to. The shape of `--format json`: members are added, never changed. */
export interface Report {
  readonly url: string;
  /** Whether no check failed. */
  readonly ok: boolean;
  readonly counts: Readonly<Record<Status, number>>;
  readonly checks: readonly CheckResult[];
}

/** Counts the checks. */
export function reportOf(url: string, checks: readonly CheckResult[]): Report {
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  const counts = { pass: count('pass'), warn: count('warn'), fail: count('fail'), skip: count('skip') };
  return { url, ok: counts.fail === 0, counts, checks };
}

/** Paints a word; the identity prints plain text. */
export type Paint = (status: Status | 'heading', text: string) => string;

const words: Readonly<Record<Status, string>> = { pass: 'ok', warn: 'warn', fail: 'FAIL', skip: 'skip' };
const summary: Readonly<Record<Status, string>> = { pass: 'ok', warn: 'to know', fail: 'failed', skip: 'skipped' };

/** A report for people. */
export function printReport({ url, counts, checks }: Report, paint: Paint): string {
  const width = Math.max(...checkIds.map(({ length }) => length));
  const indent = ' '.repeat(8 + width);
  const lines = [`${url}\n`];
  for (const [name, title] of Object.entries(sections)) {
    const own = checks.filter(({ section }) => section === name);
    if (own.length === 0) continue;
    lines.push(`\n${paint('heading', title)}\n`);
    for (const { id, status, detail, next } of withoutRepeats(name, own)) {
      lines.push(`  ${paint(status, words[status].padEnd(4))}  ${id.padEnd(width)}  ${detail}\n`);
      if (next !== null) lines.push(`${indent}  -> ${next}\n`);
    }
  }
  const parts = statuses
    .filter((status) => counts[status] > 0)
    .map((status) => paint(status, `${counts[status]} ${summary[status]}`));
  return `${lines.join('')}\n${parts.join(', ')}\n`;
}

type Line = Omit<CheckResult, 'id' | 'section'> & { readonly id: string };

/** One line for a section that was skipped as a whole. */
function withoutRepeats(name: string, checks: readonly CheckResult[]): readonly Line[] {
  const [first] = checks;
  const isOne = checks.every(({ status, detail }) => status === 'skip' && detail === first?.detail);
  return first !== undefined && isOne ? [{ ...first, id: `${name}/*` }] : checks;
}

/** Every check as one Markdown document. */
export function doctorMarkdown(): string {
  const blocks = Object.values(sections).map((title) => {
    const own = explainAllChecks().filter(({ section }) => section === title);
    return `## ${title}\n\n${own.map(checkMarkdown).join('\n')}`;
  });
  return `${intro}\n${blocks.join('\n')}`;
}

const intro = `# Doctor

\`npx diglot doctor <url>\` looks at a running server as ChatGPT and Claude would, and says what is wrong and what to do.
The server need not be made with diglot. The URL is any one of it: its base, its OpenAPI document, or its MCP endpoint; the
others are looked for at /.well-known/openapi-3.1.json, /.well-known/openapi.json, /openapi.json, /mcp and /sse, at the URL,
its parent and the root.

<!-- not run: needs servers on the internet -->
\`\`\`sh
npx diglot doctor http://127.0.0.1:3001
npx diglot doctor https://shop.example.com/mcp --client claude
DIGLOT_TOKEN=... npx diglot doctor https://shop.example.com --format json
\`\`\`

It calls with the token of \`--token\` or \`DIGLOT_TOKEN\`; a server on this machine with its local issuer is asked for
one. Without, whatever needs a token is skipped, and says so. The token goes to the origin of the given URL alone, and is
never printed. Only tools that are marked \`readOnlyHint\`, and operations that are GET or marked
\`x-openai-isConsequential: false\`, are called, with an example of the document or with what their schema gives itself.

Each check is \`ok\`, \`warn\`, \`FAIL\` or \`skip\` (which says why). It exits with 1 when one fails, with 0 otherwise:
warnings are for what works, but not everywhere, such as http on a developer's machine. \`--client chatgpt\` or \`claude\`
leaves the sections of the other out. \`--format json\` prints one object: \`url\`, \`ok\`, \`counts\` by status, and
\`checks\`, each with \`id\`, \`section\`, \`status\` (pass, warn, fail, skip), \`detail\` and \`next\` (null where
nothing is to be done). A visit takes a minute at the most.
`;
