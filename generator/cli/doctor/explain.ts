import { type CheckId, checkIds, checkPages, sectionOf, sections } from './codes.js';
import type { CheckPage } from './page.js';

/** What a check's page says, for programs. */
export interface ExplainedCheck extends CheckPage {
  readonly code: CheckId;
  /** The client or part of the server that it is about, as the report heads it. */
  readonly section: string;
}

/** Whether `text` is the id of a check. */
export const isCheckId = (text: string): text is CheckId => Object.hasOwn(checkPages, text);

/** The page of a check. */
export const explainCheck = (code: CheckId): ExplainedCheck => ({
  code,
  section: sections[sectionOf(code)],
  ...checkPages[code],
});

/** Every page, in the order of the report. */
export const explainAllChecks = (): readonly ExplainedCheck[] => checkIds.map(explainCheck);

/** One page for a terminal. */
export function printCheckPage({ code, section, holds, why, next }: ExplainedCheck): string {
  const rows = [
    ['About', section],
    ['Why', why],
    ['Do', next],
  ] as const;
  const lines = rows.map(([name, text]) => `  ${name.padEnd(10)}${text}`);
  return `check ${code}\n${holds}\n\n${lines.join('\n')}\n`;
}

/** One page as a section of docs/doctor.md. */
export const checkMarkdown = ({ code, holds, why, next }: ExplainedCheck): string =>
  `### ${code}\n\n${holds} ${why}\n\n- What to do: ${next}\n`;
