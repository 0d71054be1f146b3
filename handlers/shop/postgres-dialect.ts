import { type Dialect, PostgresDialect, type PostgresPoolClient, type PostgresQueryResult } from 'kysely';
import { DatabaseError, Pool, type PoolClient } from 'pg';
import { faultOf, outOfService } from './database-fault.js';
import { limits } from './database-limits.js';

/** A kysely dialect over a pool of connections that waits for nothing longer than {@link limits} say. */
export function postgresDialect(connectionString: string): Dialect {
  const pool = new Pool({
    connectionString,
    max: limits.connections,
    connectionTimeoutMillis: limits.connectionMs,
    lock_timeout: limits.lockMs,
    statement_timeout: limits.statementMs,
    query_timeout: limits.answerMs,
    idle_in_transaction_session_timeout: limits.idleTransactionMs,
    keepAlive: true,
  });
  // A connection that breaks while nobody waits for it would end the process; whoever uses it next hears of it.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({
    pool: {
      connect: async () => new GuardedClient(await pool.connect().catch(throwOutOfService)),
      end: () => pool.end(),
    },
  });
}

function throwOutOfService(error: unknown): never {
  throw outOfService(error);
}

/** A connection that, once it has failed, is asked nothing more and does not return to the pool. */
class GuardedClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  #broken: Error | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query(): never;
  async query(sql?: string, parameters: readonly unknown[] = []): Promise<unknown> {
    if (sql === undefined) throw new Error('Streaming is not supported by this database.');
    if (this.#broken !== undefined) throw this.#broken;
    try {
      return await this.#client.query(sql, parameters.map(toParameter));
    } catch (error) {
      if (error instanceof DatabaseError) {
        // It quotes what the row held, which is not for the log.
        error.detail = undefined;
        throw faultOf(error);
      }
      this.#broken = outOfService(error);
      throw this.#broken;
    }
  }

  release(): void {
    this.#client.release(this.#broken !== undefined);
  }
}

/** PostgreSQL's text holds every character but U+0000, which becomes what UTF-8 makes of half a surrogate pair. */
function toParameter(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd') : value;
}
