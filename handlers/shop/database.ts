import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import { Kysely, sql } from 'kysely';
import { reasonOf } from './database-fault.js';
import { libsqlDialect } from './libsql-dialect.js';
import { postgresDialect } from './postgres-dialect.js';
import type { ShopSchema } from './schema.js';

/** How long one statement blocks on another process's lock; the dialect then waits without blocking. */
const busyTimeoutMs = 100;

/** The shop's database. */
export type ShopDatabase = Kysely<ShopSchema>;

/**
 * Opens `file:<path>`, creating the file and its folder when absent (write-ahead log, foreign keys on), or
 * `postgres://<user>:<password>@<host>/<database>`, which has to exist.
 * Throws an Error that says what to set when `url` is neither, or why the database cannot be used.
 */
export async function openDatabase(url: string): Promise<ShopDatabase> {
  const place = placeOf(url);
  try {
    return place.engine === 'libsql' ? await openFile(place.path) : await openServer(url);
  } catch (error) {
    const shown = place.engine === 'libsql' ? place.path : place.shown;
    throw new Error(`The database ${shown} (DATABASE_URL) cannot be opened: ${reasonOf(error)}`, { cause: error });
  }
}

async function openFile(path: string): Promise<ShopDatabase> {
  await mkdir(dirname(path), { recursive: true });
  const config = { url: `file:${path.replace(/[%?#]/g, encodeURIComponent)}`, timeout: busyTimeoutMs };
  const dialect = libsqlDialect({ reads: createClient(config), writes: createClient(config) });
  return checked(new Kysely<ShopSchema>({ dialect }), async (db) => {
    await sql`pragma journal_mode = wal`.execute(db);
    const { rows } = await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(db);
    if (rows[0]?.foreign_keys !== 1) throw new Error('this build of libsql does not enforce foreign keys');
  });
}

async function openServer(url: string): Promise<ShopDatabase> {
  return checked(new Kysely<ShopSchema>({ dialect: postgresDialect(url) }), async (db) => {
    const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db);
    if (rows[0]?.server_encoding !== 'UTF8') throw new Error('its encoding has to be UTF8');
  });
}

/** The database, closed again when `check` throws. */
async function checked(db: ShopDatabase, check: (db: ShopDatabase) => Promise<void>): Promise<ShopDatabase> {
  try {
    await check(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Where a database is; `shown` is its URL without user and password. */
type Place =
  | { readonly engine: 'libsql'; readonly path: string }
  | { readonly engine: 'postgres'; readonly shown: string };

function placeOf(url: string): Place {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) {
    const { protocol, host, pathname } = new URL(url);
    return { engine: 'postgres', shown: `${protocol}//${host}${pathname}` };
  }
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.replace(/^file:/, '');
  if (!url.startsWith('file:') || path === '' || path === ':memory:') {
    const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0] ?? 'no scheme';
    throw new Error(
      `DATABASE_URL must be file:<path>, for example file:.data/shop.db, or postgres://<user>:<password>@<host>/<database>; it has ${scheme}`,
    );
  }
  return { engine: 'libsql', path: resolve(path) };
}
