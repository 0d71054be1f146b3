import type { AppOptions } from 'diglot/runtime';
import { sql } from 'kysely';
import { stockShelves } from './shop/catalogue/catalogue.js';
import { openDatabase } from './shop/database.js';
import { every } from './shop/every.js';
import { forgetOld } from './shop/idempotency.js';
import { migrate } from './shop/migrations.js';
import { settleDue } from './shop/outbox.js';
import { loadProducts } from './shop/product.js';
import type { Shop } from './shop/shop.js';
import { createTestPayments } from './shop/test-payments.js';

const defaultDatabaseUrl = 'file:.data/shop.db';
const chargeTimeoutMs = 2_000;
/** How often the shop looks for charges that were left behind. */
const settleEveryMs = 1_000;
/** How often it forgets old idempotency keys. */
const forgetEveryMs = 60 * 60 * 1_000;

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
  const payments = await createTestPayments(env['TEST_PAYMENTS_LEDGER'] ?? ':memory:');
  const stop = async () => {
    await db.destroy();
    payments.close();
  };
  const ready = async () => {
    await sql`select 1`.execute(db);
  };
  try {
    await migrate(db);
    await stockShelves(db);
    const products = await loadProducts(db);
    const shop: Shop = { db, products, payments, chargeTimeoutMs, now, newId };
    const settling = every(settleEveryMs, () => settleDue(shop));
    const forgetting = every(forgetEveryMs, () => forgetOld(db, now()));
    const close = async () => {
      await Promise.all([settling.end(), forgetting.end()]);
      await stop();
    };
    return { ...shop, ready, close };
  } catch (error) {
    await stop();
    throw error;
  }
}
