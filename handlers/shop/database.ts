import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import { Kysely, sql } from 'kysely';
import { libsqlDialect } from './libsql-dialect.js';
import type { ShopSchema } from './schema.js';

/** How long one statement blocks on another process's lock; the dialect then waits without blocking. */
const busyTimeoutMs = 100;

/** The shop's database. */
export type ShopDatabase = Kysely<ShopSchema>;

/**
 * Opens the database file, creating it and its folder when absent: write-ahead log, foreign keys on.
 * Throws an Error that says what to set when `url` is not `file:<path>`, or why the file cannot be used.
 */
export async function openDatabase(url: string): Promise<ShopDatabase> {
  const path = filePath(url);
  try {
    await mkdir(dirname(path), { recursive: true });
    return await openFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The database ${path} (DATABASE_URL) cannot be opened: ${reason}`, { cause: error });
  }
}

async function openFile(path: string): Promise<ShopDatabase> {
  const config = { url: `file:${path.replace(/[%?#]/g, encodeURIComponent)}`, timeout: busyTimeoutMs };
  const dialect = libsqlDialect({ reads: createClient(config), writes: createClient(config) });
  const db = new Kysely<ShopSchema>({ dialect });
  try {
    await sql`pragma journal_mode = wal`.execute(db);
    const { rows } = await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(db);
    if (rows[0]?.foreign_keys !== 1) throw new Error('this build of libsql does not enforce foreign keys');
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function filePath(url: string): string {
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.replace(/^file:/, '');
  if (!url.startsWith('file:') || path === '' || path === ':memory:') {
    const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0] ?? 'no scheme';
    throw new Error(`DATABASE_URL must be file:<path>, for example file:.data/shop.db; it has ${scheme}`);
  }
  return resolve(path);
}
