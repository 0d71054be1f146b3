import type { FailureDetail, ToolContext } from 'diglot/runtime';

/** What went right. */
export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

/** What went wrong, as a code that the spec declares. */
export interface Failure<Code extends string> {
  readonly ok: false;
  readonly code: Code;
  readonly failure: FailureDetail;
}

/** The answer of a domain function that can fail for the caller's reasons. Anything else is thrown. */
export type Outcome<T, Code extends string> = Success<T> | Failure<Code>;

/** The outcome `value`. */
export function succeed<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** The failure `code`. */
export function fail<Code extends string>(code: Code, failure: FailureDetail = {}): Failure<Code> {
  return { ok: false, code, failure };
}

/**
 * The value of an outcome, or its failure thrown as the tool's declared error.
 * `Code` comes from `ctx` alone: an outcome with a code that the tool does not declare does not compile.
 */
export function settle<T, Code extends string>(ctx: ToolContext<unknown, Code>, outcome: Outcome<T, NoInfer<Code>>): T {
  if (outcome.ok) return outcome.value;
  throw ctx.error(outcome.code, outcome.failure);
}
