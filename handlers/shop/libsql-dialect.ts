import { setTimeout as pause } from 'node:timers/promises';
import {
  type Client,
  type InStatement,
  type InValue,
  LibsqlError,
  type ResultSet,
  type Transaction,
} from '@libsql/client';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { faultOf, outOfService } from './database-fault.js';
import { limits } from './database-limits.js';
import { Mutex } from './mutex.js';

const busyPauseMs = 50;

/** Two clients of one local file. */
export interface Clients {
  readonly reads: Client;
  readonly writes: Client;
}

/**
 * A kysely dialect over libsql. Reads run at any time; transactions begin in write mode and, like single writes, run
 * one after another in this process. Against other processes they wait for the lock without blocking the event loop.
 */
export function libsqlDialect(clients: Clients): Dialect {
  return {
    createAdapter: () => new LibsqlAdapter(),
    createDriver: () => new LibsqlDriver(clients),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class LibsqlAdapter extends SqliteAdapter {
  /** One transaction around all migrations also keeps two starting processes apart. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class LibsqlDriver implements Driver {
  readonly #clients: Clients;
  readonly #writing = new Mutex();

  constructor(clients: Clients) {
    this.#clients = clients;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LibsqlConnection> {
    return new LibsqlConnection(this.#clients, this.#writing);
  }

  async beginTransaction(connection: LibsqlConnection): Promise<void> {
    await connection.begin();
  }

  async commitTransaction(connection: LibsqlConnection): Promise<void> {
    await connection.end('commit');
  }

  async rollbackTransaction(connection: LibsqlConnection): Promise<void> {
    await connection.end('rollback');
  }

  async releaseConnection(): Promise<void> {}

  /** Lets the running transaction end first. */
  async destroy(): Promise<void> {
    await this.#writing.close();
    this.#clients.reads.close();
    this.#clients.writes.close();
  }
}

class LibsqlConnection implements DatabaseConnection {
  readonly #clients: Clients;
  readonly #writing: Mutex;
  #current: { readonly transaction: Transaction; readonly release: () => void } | undefined;

  constructor(clients: Clients, writing: Mutex) {
    this.#clients = clients;
    this.#writing = writing;
  }

  async begin(): Promise<void> {
    const release = await this.#turn();
    try {
      const transaction = await whenFree(this.#clients.writes, (client) => client.transaction('write'));
      this.#current = { transaction, release };
    } catch (error) {
      release();
      throw faultOf(error);
    }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    try {
      await current?.transaction[how]();
    } catch (error) {
      throw faultOf(error);
    } finally {
      current?.release();
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = { sql: query.sql, args: query.parameters.map(toArgument) };
    try {
      if (this.#current !== undefined) return toResult(await this.#current.transaction.execute(statement));
      if (SelectQueryNode.is(query.query)) return toResult(await this.#clients.reads.execute(statement));
      return toResult(await this.#write(statement));
    } catch (error) {
      throw faultOf(error);
    }
  }

  async #write(statement: InStatement): Promise<ResultSet> {
    const release = await this.#turn();
    try {
      return await whenFree(this.#clients.writes, (client) => client.execute(statement));
    } finally {
      release();
    }
  }

  async #turn(): Promise<() => void> {
    try {
      return await this.#writing.acquire(limits.connectionMs);
    } catch (error) {
      throw outOfService(error);
    }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator, and nothing here streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not supported by this database.');
  }
}

/**
 * Runs `attempt` again while another process holds the file's lock. Only for a client that nobody else uses now.
 * Throws the answer "unavailable" when the lock is not free in time.
 */
async function whenFree<T>(client: Client, attempt: (client: Client) => Promise<T>): Promise<T> {
  const end = performance.now() + limits.lockMs;
  for (;;) {
    try {
      return await attempt(client);
    } catch (error) {
      if (!(error instanceof LibsqlError && error.code === 'SQLITE_BUSY')) throw error;
      // On the old connection no later transaction could commit: tursodatabase/libsql-client-ts#352.
      client.reconnect();
      if (performance.now() > end) {
        throw outOfService(
          new Error(`Another process held the file's lock for ${limits.lockMs} ms.`, { cause: error }),
        );
      }
      await pause(busyPauseMs);
    }
  }
}

function toArgument(value: unknown): InValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  throw new TypeError(`A ${typeof value} is not a database value.`);
}

function toResult<R>(result: ResultSet): QueryResult<R> {
  return { numAffectedRows: BigInt(result.rowsAffected), rows: result.rows as unknown[] as R[] };
}
