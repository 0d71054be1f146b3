import type { Inapplicable } from './inapplicable.js';

/** One check as the official tool reports it. An id may come up several times in a scenario. */
export interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'INFO' | 'FAILURE' | 'WARNING' | 'SKIPPED';
  readonly errorMessage?: string;
}

/** One scenario that was started; without checks when it did not come to its end. */
export interface Outcome {
  readonly scenario: string;
  readonly checks: readonly Check[];
}

/** What is made of a scenario: it failed when there are problems. */
export interface Verdict {
  readonly scenario: string;
  readonly inapplicable: boolean;
  /** How many checks succeeded. */
  readonly met: number;
  readonly problems: readonly string[];
}

/**
 * Holds every scenario to everything but what is listed: a warning and a skipped check count as not met, and so does a
 * scenario that verified nothing. `stale` are the entries that excuse nothing, because it is met or was not run.
 */
export function judge(
  outcomes: readonly Outcome[],
  list: readonly Inapplicable[],
): { readonly verdicts: readonly Verdict[]; readonly stale: readonly string[] } {
  const unused = new Set(list.flatMap(({ entries }) => entries));
  const listed = new Set(unused);
  const excuses = (entry: string) => {
    unused.delete(entry);
    return listed.has(entry);
  };
  const verdicts = outcomes.map(({ scenario, checks }): Verdict => {
    const unmet = checks.filter(({ status }) => status !== 'SUCCESS' && status !== 'INFO');
    const met = checks.filter(({ status }) => status === 'SUCCESS');
    const verifiedNothing = met.every(isWireCheck);
    const inapplicable = (verifiedNothing || unmet.length > 0) && excuses(scenario);
    const held = unmet.filter((check) => (inapplicable ? isWireCheck(check) : !excuses(`${scenario}:${check.id}`)));
    const problems = held.map(({ id, status, errorMessage = '' }) => `${status} ${id} ${errorMessage}`.trim());
    if (checks.length === 0) problems.push('did not come to its end');
    else if (verifiedNothing && !inapplicable && problems.length === 0) problems.push('verified nothing');
    return { scenario, inapplicable, met: met.length, problems };
  });
  return { verdicts, stale: [...unused] };
}

/** Every message of ours fits the schema of its revision: no scenario is so inapplicable that this may fail. */
const isWireCheck = ({ id }: Check): boolean => id.startsWith('wire-schema-');
