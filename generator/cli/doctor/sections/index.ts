import { type CheckId, checkIds, checkPages, type SectionName, sectionOf, sections } from '../codes.js';
import type { Facts } from '../facts.js';
import { type Status, skip, type Verdict } from '../verdict.js';
import { addressJudges, isFound } from './address.js';
import { chatgptJudges } from './chatgpt/index.js';
import { claudeJudges } from './claude/index.js';
import type { Judge } from './judge.js';
import { metadataJudges } from './metadata.js';
import { statelessJudges } from './stateless.js';

const judges: Readonly<Record<CheckId, Judge>> = {
  ...addressJudges,
  ...chatgptJudges,
  ...claudeJudges,
  ...statelessJudges,
  ...metadataJudges,
};

/** A check as it is reported. */
export interface CheckResult {
  readonly id: CheckId;
  readonly section: SectionName;
  readonly status: Status;
  readonly detail: string;
  /** What to do; null where nothing is to be done. */
  readonly next: string | null;
}

/** A client of its own section. */
export type ClientName = 'chatgpt' | 'claude';

export interface ExamineOptions {
  /** Leaves the section of the other client out. */
  readonly client: ClientName | undefined;
  /** The last hand on every text. */
  clean(text: string): string;
}

/** Makes all checks. Where nothing was found at all, the address says so, and the rest is skipped. */
export function examine(facts: Facts, { client, clean }: ExamineOptions): readonly CheckResult[] {
  const left = { chatgpt: ['claude', 'stateless', 'metadata'], claude: ['chatgpt'] };
  const ids = checkIds.filter((id) => client === undefined || !left[client].includes(sectionOf(id)));
  const isEmpty = !isFound(facts);
  return ids.map((id) => {
    const section = sectionOf(id);
    const isVain = section === 'address' ? id === 'address/found' && !facts.isReached : isEmpty;
    const verdict = isVain ? skip(`Nothing was found to look at: see ${sections.address}.`) : judges[id](facts);
    return result(id, section, verdict, clean);
  });
}

function result(id: CheckId, section: SectionName, verdict: Verdict, clean: (text: string) => string): CheckResult {
  const { status, detail, next } = verdict;
  const isOpen = status === 'warn' || status === 'fail';
  return {
    id,
    section,
    status,
    detail: clean(detail === '' ? checkPages[id].holds : detail),
    next: isOpen ? clean(next ?? checkPages[id].next) : null,
  };
}
