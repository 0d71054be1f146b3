import type { JsonSchema } from '../contract.js';
import type { Report } from './report.js';

/**
 * A schema, or a part of one, as a closure. Without a report only the verdict is wanted: the first failure ends the
 * check, and nothing is allocated. With one, every issue below the value goes into it.
 */
export type Check<T = unknown> = (value: T, report: Report | undefined) => boolean;

/** Builds the check of a schema that lies inside another; `at` is its place there, for error messages. */
export type Build = (schema: JsonSchema, at: string) => Check;

/** Thrown at load for a schema outside the portable subset. The message says where in the schema. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}

/** Fails a check, with an issue where issues are wanted. */
export function fail(report: Report | undefined, code: string, message: string): false {
  report?.add(code, message);
  return false;
}

/** A check of one test: `message` says what the value must be. */
export function rule<T>(code: string, message: string, test: (value: T) => boolean): Check<T> {
  return (value, report) => test(value) || fail(report, code, message);
}

/** All of several checks, so that a report gets the issues of each. */
export function every<T>(checks: readonly Check<T>[]): Check<T> {
  const [first, second] = checks;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  const rest = checks.length === 2 ? second : every(checks.slice(1));
  return (value, report) => {
    const passed = first(value, report);
    if (!passed && report === undefined) return false;
    return rest(value, report) && passed;
  };
}

/** `1 item`, `2 items`. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
