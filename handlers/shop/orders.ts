import { type CartLine, touchCart } from './cart.js';
import { type Money, money } from './money.js';
import { fail, type Outcome, succeed } from './outcome.js';
import type { OutboxRow } from './schema.js';
import type { Shop } from './shop.js';
import type { ShopTransaction } from './transact.js';

/** An order as checkout answers it. */
export interface Order {
  order_id: string;
  status: 'placed';
  /** What was charged. */
  total: Money;
  /** RFC 3339 in UTC. */
  placed_at: string;
}

/** A paid checkout. */
export interface PaidCheckout {
  readonly row: OutboxRow;
  readonly lines: readonly CartLine[];
  /** The provider's id of the charge. */
  readonly chargeId: string;
}

/** Takes the lines' pieces out of the stock, which never falls below nothing. */
export async function takeStock(
  trx: ShopTransaction,
  lines: readonly CartLine[],
): Promise<Outcome<undefined, 'out_of_stock'>> {
  for (const { product_id, quantity, name } of inOrderOfRows(lines)) {
    const taken = await trx
      .updateTable('products')
      .set((row) => ({ stock: row('stock', '-', quantity) }))
      .where('id', '=', product_id)
      .where('stock', '>=', quantity)
      .executeTakeFirst();
    if (taken.numUpdatedRows === 0n) {
      return fail('out_of_stock', { detail: `There is not enough of ${name} left for ${quantity}.` });
    }
  }
  return succeed(undefined);
}

/** Puts pieces back into stock and cart, beside what the cart holds by now. */
export async function giveBack(trx: ShopTransaction, owner: string, lines: readonly CartLine[]): Promise<void> {
  for (const { product_id, quantity } of inOrderOfRows(lines)) {
    await trx
      .updateTable('products')
      .set((row) => ({ stock: row('stock', '+', quantity) }))
      .where('id', '=', product_id)
      .execute();
  }
  for (const { product_id, quantity } of lines) {
    const position = await touchCart(trx, owner);
    await trx
      .insertInto('cart_lines')
      .values({ owner, product_id, quantity, position })
      .onConflict((conflict) =>
        conflict
          .columns(['owner', 'product_id'])
          .doUpdateSet((row) => ({ quantity: row('cart_lines.quantity', '+', quantity) })),
      )
      .execute();
  }
}

/** One order of rows for everyone: two orders at a time cannot wait for each other. */
function inOrderOfRows(lines: readonly CartLine[]): readonly CartLine[] {
  return [...lines].sort((a, b) => (a.product_id < b.product_id ? -1 : 1));
}

/** Records the order of a paid checkout. */
export async function placeOrder(
  trx: ShopTransaction,
  { now }: Pick<Shop, 'now'>,
  { row, lines, chargeId }: PaidCheckout,
): Promise<Order> {
  const { order_id, owner, payment_method_id, total, currency } = row;
  const order: Order = { order_id, status: 'placed', total: money(total, currency), placed_at: now().toISOString() };
  await trx
    .insertInto('orders')
    .values({
      id: order_id,
      owner,
      status: order.status,
      total,
      currency,
      payment_method_id,
      charge_id: chargeId,
      placed_at: order.placed_at,
    })
    .execute();
  await trx
    .insertInto('order_lines')
    .values(
      lines.map(({ product_id, name, quantity, unit_price }, position) => ({
        order_id,
        product_id,
        position,
        name,
        quantity,
        unit_price: unit_price.amount,
      })),
    )
    .execute();
  return order;
}
