import type { AppOptions } from 'diglot/runtime';
import { stockShelves } from './shop/catalogue/catalogue.js';
import { openDatabase } from './shop/database.js';
import { migrate } from './shop/migrations.js';
import { loadProducts } from './shop/product.js';
import type { Shop } from './shop/shop.js';
import { createTestPayments } from './shop/test-payments.js';

const defaultDatabaseUrl = 'file:.data/shop.db';
const chargeTimeoutMs = 2_000;

/** What handlers get as `ctx.app`. */
export interface App extends Shop {
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
  try {
    await migrate(db);
    await stockShelves(db);
    const products = await loadProducts(db);
    return { db, products, payments: createTestPayments(), chargeTimeoutMs, now, newId, close };
  } catch (error) {
    await close();
    throw error;
  }
}
