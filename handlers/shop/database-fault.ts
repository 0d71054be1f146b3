import { unavailable } from 'diglot/runtime';

/** Two transactions were in each other's way: the same work, done again, may succeed. */
const conflicts = new Set(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_BUSY_RECOVERY']);

/**
 * PostgreSQL: a lock or a statement took too long, the server is full, stops or starts, or takes no more connections.
 * SQLite: the disk is full, fails, or may not be written.
 */
const outages =
  /^(55P03|57014|57P0[1-5]|25P03|53...|08...|58...|25006|SQLITE_(FULL|LOCKED|NOMEM|PROTOCOL|(IOERR|CANTOPEN|READONLY)(_\w+)?))$/;

/**
 * What to throw for an error of a database driver: when the database can't do what it otherwise could, the answer
 * "unavailable" with the error as its cause; else the error itself.
 */
export function faultOf(error: unknown): unknown {
  const code = codeOf(error);
  if (conflicts.has(code) || code === '55P03') return unavailable('The shop is busy. Try again shortly.', error);
  if (outages.test(code)) return outOfService(error);
  return error;
}

/** The answer when the database can't be reached, or is of no use now. */
export function outOfService(cause: unknown): Error {
  return unavailable('The shop can not reach its records. Try again shortly.', cause);
}

/** Whether an error that {@link faultOf} made asks for the same transaction once more. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && conflicts.has(codeOf(error.cause));
}

/** What a person who starts the shop can read of an error. */
export function reasonOf(error: unknown): string {
  const first = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(first instanceof Error)) return String(first);
  return first.message || codeOf(first) || first.name;
}

/** The driver's code of an error; empty when it has none. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
