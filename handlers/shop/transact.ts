import { setTimeout as pause } from 'node:timers/promises';
import type { ControlledTransaction, Transaction } from 'kysely';
import type { ShopDatabase } from './database.js';
import { isConflict } from './database-fault.js';
import type { Outcome } from './outcome.js';
import type { ShopSchema } from './schema.js';

/** A running transaction. */
export type ShopTransaction = Transaction<ShopSchema>;

const attempts = 8;
const shortestPauseMs = 5;

/**
 * Runs `work` in one transaction: kept when it succeeds, undone when it fails or throws. Work that was in the way of
 * another transaction (deadlock, failed serialisation, busy file) is undone and done again a few times, so whatever it
 * does outside of the database has to bear being repeated. Throws the answer "unavailable" when the database is not
 * there, or busy for too long; when that was said of the commit itself, the work may have been kept.
 */
export async function transact<T, Code extends string>(
  db: ShopDatabase,
  work: (trx: ShopTransaction) => Promise<Outcome<T, Code>>,
): Promise<Outcome<T, Code>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryOnce(db, work);
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error;
      // Chance keeps two that met from meeting again.
      await pause(shortestPauseMs * 2 ** attempt * Math.random());
    }
  }
}

async function tryOnce<T, Code extends string>(
  db: ShopDatabase,
  work: (trx: ShopTransaction) => Promise<Outcome<T, Code>>,
): Promise<Outcome<T, Code>> {
  const trx = await db.startTransaction().execute();
  try {
    const outcome = await work(trx);
    await (outcome.ok ? trx.commit() : trx.rollback()).execute();
    return outcome;
  } catch (error) {
    if (!trx.isCommitted && !trx.isRolledBack) await undo(trx);
    throw error;
  }
}

/** Where this fails the database has undone the transaction already, or will when it misses the connection. */
async function undo(trx: ControlledTransaction<ShopSchema>): Promise<void> {
  await trx
    .rollback()
    .execute()
    .catch(() => {});
}
