import type { CartLine } from './cart.js';
import { type Charge, charge, chargeKey } from './charge.js';
import type { ShopDatabase } from './database.js';
import { release, remember } from './idempotency.js';
import { money } from './money.js';
import { giveBack, type Order, placeOrder } from './orders.js';
import { succeed } from './outcome.js';
import type { OutboxRow } from './schema.js';
import type { Shop } from './shop.js';
import { type ShopTransaction, transact } from './transact.js';

/**
 * The outbox: checkouts whose stock is taken and whose charge is not settled yet. A row is written before the provider is
 * asked and gone when its answer is kept, so that a crash at any moment leaves one that says what has to be asked again.
 */

/** What the outbox needs of the shop. */
export type OutboxShop = Pick<Shop, 'db' | 'payments' | 'chargeTimeoutMs' | 'now'>;

/** How a checkout ended. */
export type Settled =
  | { readonly kind: 'placed'; readonly order: Order }
  | { readonly kind: 'declined' | 'cancelled' | 'unknown' }
  /** Somebody else has settled it meanwhile. */
  | { readonly kind: 'gone' };

const longestPauseMs = 60_000;
const mostAtOnce = 20;

/** How long whoever takes a row has it to themselves: the time of a charge and of its cancellation, and some more. */
const leaseMs = ({ chargeTimeoutMs }: OutboxShop) => 2 * chargeTimeoutMs + 1000;

/** Until when a row that is taken now is left alone by others. */
export function leaseOf(shop: OutboxShop): string {
  return new Date(shop.now().getTime() + leaseMs(shop)).toISOString();
}

/** Takes a row that nobody works on; undefined when somebody does, or it is gone. */
export async function take(
  shop: OutboxShop,
  where: { readonly orderId: string } | { readonly owner: string; readonly key: string },
): Promise<OutboxRow | undefined> {
  const free = shop.db
    .updateTable('outbox')
    .set((row) => ({ due_at: leaseOf(shop), attempts: row('attempts', '+', 1) }))
    .where('due_at', '<=', shop.now().toISOString());
  const mine =
    'orderId' in where
      ? free.where('order_id', '=', where.orderId)
      : free.where('owner', '=', where.owner).where('key', '=', where.key);
  return mine.returningAll().executeTakeFirst();
}

/** Asks the provider about a row that was taken, and keeps what it says. */
export async function settle(shop: OutboxShop, row: OutboxRow): Promise<Settled> {
  const total = money(row.total, row.currency);
  const answer = await charge(shop, { reference: row.reference, total, idempotencyKey: chargeKey(row.order_id) });
  const kept = await transact<Settled, never>(shop.db, async (trx) => succeed(await keep(trx, shop, { row, answer })));
  return kept.ok ? kept.value : { kind: 'unknown' };
}

async function keep(
  trx: ShopTransaction,
  shop: OutboxShop,
  { row, answer }: { readonly row: OutboxRow; readonly answer: Charge },
): Promise<Settled> {
  const { order_id, owner, key } = row;
  if (answer.kind === 'unknown') {
    const pauseMs = Math.min(1000 * 2 ** row.attempts, longestPauseMs);
    const due_at = new Date(shop.now().getTime() + pauseMs).toISOString();
    await trx.updateTable('outbox').set({ due_at }).where('order_id', '=', order_id).execute();
    return { kind: 'unknown' };
  }
  const { numDeletedRows } = await trx.deleteFrom('outbox').where('order_id', '=', order_id).executeTakeFirst();
  if (numDeletedRows === 0n) return { kind: 'gone' };
  // What the shop itself has written.
  const lines = JSON.parse(row.lines) as readonly CartLine[];
  const call = { owner, tool: 'checkout', key };
  if (answer.kind === 'charged') {
    const order = await placeOrder(trx, shop, { row, lines, chargeId: answer.chargeId });
    await remember(trx, call, order);
    return { kind: 'placed', order };
  }
  await giveBack(trx, owner, lines);
  await release(trx, call);
  return { kind: answer.kind };
}

/** Settles what was left behind: by a crash, or because the provider did not say. Resolves to how many it asked about. */
export async function settleDue(shop: OutboxShop): Promise<number> {
  const due = await dueIn(shop.db, shop.now());
  for (const orderId of due) {
    const row = await take(shop, { orderId });
    if (row !== undefined) await settle(shop, row);
  }
  return due.length;
}

async function dueIn(db: ShopDatabase, now: Date): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('order_id')
    .where('due_at', '<=', now.toISOString())
    .orderBy('due_at')
    .limit(mostAtOnce)
    .execute();
  return rows.map((row) => row.order_id);
}
