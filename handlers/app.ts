import type { AppOptions } from 'diglot/runtime';
import { sql } from 'kysely';
import { stockShelves } from './shop/catalogue/catalogue.js';
import { openDatabase } from './shop/database.js';
import { migrate } from './shop/migrations.js';
import { loadProducts } from './shop/product.js';
import { indexProducts } from './shop/search-index.js';
import type { Shop } from './shop/shop.js';
import { createTestPayments } from './shop/test-payments.js';

const defaultDatabaseUrl = 'file:.data/shop.db';
const chargeTimeoutMs = 2_000;

/** What handlers get as `ctx.app`. */
export interface App extends Shop {
  /** Asks the database for a sign of life; rejects when there is none. */
  ready(): Promise<void>;
  /** Lets what is being written end, then closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the shop on `DATABASE_URL` (by default `file:.data/shop.db`), with tables and catalogue brought up to date.
 * Throws an Error whose message says what to do when the database cannot be used.
 */
export async function createApp({ env, now, newId }: AppOptions): Promise<App> {
  const db = await openDatabase(env['DATABASE_URL'] ?? defaultDatabaseUrl);
  const close = () => db.destroy();
  const ready = async () => {
    await sql`select 1`.execute(db);
  };
  try {
    await migrate(db);
    await stockShelves(db);
    const products = await loadProducts(db);
    const searchIndex = indexProducts(products);
    return { db, products, searchIndex, payments: createTestPayments(), chargeTimeoutMs, now, newId, ready, close };
  } catch (error) {
    await close();
    throw error;
  }
}
