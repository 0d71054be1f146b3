/** How a check came out. `skip` says why it could not be made; only `fail` makes the command exit with 1. */
export const statuses = ['pass', 'warn', 'fail', 'skip'] as const;
export type Status = (typeof statuses)[number];

/** The outcome of one check. */
export interface Verdict {
  readonly status: Status;
  /** What was seen, in a sentence or two; empty where the check's page says it. */
  readonly detail: string;
  /** What to do, where the check's page does not say it well enough. */
  readonly next?: string;
}

const verdict =
  (status: Status) =>
  (detail = '', next?: string): Verdict => ({ status, detail, ...(next !== undefined && { next }) });

export const pass = verdict('pass');
export const warn = verdict('warn');
export const fail = verdict('fail');
export const skip = verdict('skip');
