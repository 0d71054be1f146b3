import { checkIds, checkPages, sectionOf, sections } from './codes.js';
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
  let section = '';
  for (const { id, status, detail, next } of checks) {
    const name = sections[sectionOf(id)];
    if (name !== section) lines.push(`\n${paint('heading', name)}\n`);
    section = name;
    lines.push(`  ${paint(status, words[status].padEnd(4))}  ${id.padEnd(width)}  ${detail}\n`);
    if (next !== null) lines.push(`${indent}  -> ${next}\n`);
  }
  const parts = statuses
    .filter((status) => counts[status] > 0)
    .map((status) => paint(status, `${counts[status]} ${summary[status]}`));
  return `${lines.join('')}\n${parts.join(', ')}\n`;
}

/** Every check as one Markdown document. */
export function doctorMarkdown(): string {
  const blocks = Object.entries(sections).map(([name, title]) => {
    const rows = checkIds
      .filter((id) => sectionOf(id) === name)
      .map((id) => {
        const { holds, why, next } = checkPages[id];
        return `### ${id}\n\n${holds} ${why}\n\n- What to do: ${next}\n`;
      });
    return `## ${title}\n\n${rows.join('\n')}`;
  });
  return `${intro}\n${blocks.join('\n')}`;
}

const intro = '';
