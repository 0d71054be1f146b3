import type { CheckId } from '../codes.js';
import type { Facts } from '../facts.js';
import type { FoundDocument, Looked } from '../gather/find.js';
import { fail, pass, skip, type Verdict } from '../verdict.js';
import { listed } from '../words.js';

/** Judges what was seen. */
export type Judge = (facts: Facts) => Verdict;

/** One judge for each check of a section. */
export type Judges<Section extends string> = Readonly<Record<Extract<CheckId, `${Section}/${string}`>, Judge>>;

/** Fails with the first of the problems and their number; without any, all is well. */
export function judged(problems: readonly string[]): Verdict {
  return problems.length === 0 ? pass() : fail(`${listed(problems)}.`);
}

/** Judges the document, where there is one. */
export function ofDocument(judge: (document: FoundDocument, facts: Facts) => Verdict): Judge {
  return (facts) =>
    facts.document === undefined ? skip('There is no OpenAPI document.') : judge(facts.document, facts);
}

/** `https://a/mcp: HTTP 404; ...` */
export function placesOf(looked: readonly Looked[]): string {
  return listed(
    looked.map(({ url, what }) => (what.startsWith(url) ? what : `${url}: ${what}`).replace(/\.$/, '')),
    8,
  );
}
