import { type Kysely, PostgresAdapter } from 'kysely';

/** The databases that the shop runs on. */
export type Engine = 'libsql' | 'postgres';

/** Which database is behind `db`; for the few places where the two have no common SQL. */
export function engineOf<Schema>(db: Kysely<Schema>): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'libsql';
}
