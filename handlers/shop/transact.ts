import type { Transaction } from 'kysely';
import type { ShopDatabase } from './database.js';
import type { Outcome } from './outcome.js';
import type { ShopSchema } from './schema.js';

/** A running transaction. */
export type ShopTransaction = Transaction<ShopSchema>;

/** Runs `work` in one transaction: kept when it succeeds, undone when it fails or throws. */
export async function transact<T, Code extends string>(
  db: ShopDatabase,
  work: (trx: ShopTransaction) => Promise<Outcome<T, Code>>,
): Promise<Outcome<T, Code>> {
  const trx = await db.startTransaction().execute();
  try {
    const outcome = await work(trx);
    await (outcome.ok ? trx.commit() : trx.rollback()).execute();
    return outcome;
  } catch (error) {
    if (!trx.isCommitted && !trx.isRolledBack) await trx.rollback().execute();
    throw error;
  }
}
