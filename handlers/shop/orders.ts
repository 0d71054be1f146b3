import type { Cart, CartLine } from './cart.js';
import type { Money } from './money.js';
import { fail, type Outcome, succeed } from './outcome.js';
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

/** A paid cart. */
export interface PaidCart {
  readonly owner: string;
  readonly cart: Cart;
  readonly paymentMethodId: string;
  /** The provider's id of the charge. */
  readonly chargeId: string;
}

/** Takes the lines' pieces out of the stock, which never falls below nothing. */
export async function takeStock(
  trx: ShopTransaction,
  lines: readonly CartLine[],
): Promise<Outcome<undefined, 'out_of_stock'>> {
  // One order of rows for everyone: two orders at a time cannot wait for each other.
  const inOrder = [...lines].sort((a, b) => (a.product_id < b.product_id ? -1 : 1));
  for (const { product_id, quantity, name } of inOrder) {
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

/** Records the order and empties the cart. */
export async function placeOrder(
  trx: ShopTransaction,
  { now, newId }: Pick<Shop, 'now' | 'newId'>,
  { owner, cart, paymentMethodId, chargeId }: PaidCart,
): Promise<Order> {
  const order: Order = { order_id: newId(), status: 'placed', total: cart.total, placed_at: now().toISOString() };
  await trx
    .insertInto('orders')
    .values({
      id: order.order_id,
      owner,
      status: order.status,
      total: order.total.amount,
      currency: order.total.currency,
      payment_method_id: paymentMethodId,
      charge_id: chargeId,
      placed_at: order.placed_at,
    })
    .execute();
  await trx
    .insertInto('order_lines')
    .values(
      cart.lines.map(({ product_id, name, quantity, unit_price }, position) => ({
        order_id: order.order_id,
        product_id,
        position,
        name,
        quantity,
        unit_price: unit_price.amount,
      })),
    )
    .execute();
  await trx.deleteFrom('cart_lines').where('owner', '=', owner).execute();
  return order;
}
