import type { Kysely } from 'kysely';
import { currentPrice, dealOf } from './deal.js';
import { type Money, minus, money, sum, times } from './money.js';
import type { ShopSchema } from './schema.js';
import type { ShopTransaction } from './transact.js';

/** A cart at current prices, as the tools answer it. */
export interface Cart {
  /** In the order the products were first added. */
  lines: CartLine[];
  /** At regular prices. */
  subtotal: Money;
  savings: Money;
  total: Money;
}

/** One product in a cart. */
export interface CartLine {
  product_id: string;
  name: string;
  quantity: number;
  /** What one piece costs now. */
  unit_price: Money;
  line_total: Money;
}

/** The owner's cart; empty when there is none. */
export async function readCart(db: Kysely<ShopSchema>, owner: string): Promise<Cart> {
  const rows = await db
    .selectFrom('cart_lines')
    .innerJoin('products', 'products.id', 'cart_lines.product_id')
    .select(['product_id', 'name', 'quantity', 'price', 'currency', 'deal_price', 'deal_weekday'])
    .where('owner', '=', owner)
    .orderBy('position')
    .orderBy('product_id')
    .execute();
  const lines = rows.map(({ product_id, name, quantity, ...row }) => {
    const unit_price = currentPrice({ price: money(row.price, row.currency), ...dealOf(row) });
    return { product_id, name, quantity, unit_price, line_total: times(unit_price, quantity) };
  });
  const subtotal = sum(rows.map((row) => times(money(row.price, row.currency), row.quantity)));
  const total = sum(lines.map((line) => line.line_total));
  return { lines, subtotal, savings: minus(subtotal, total), total };
}

/** Counts a change of the cart and returns the new revision; other changes of this cart wait until `trx` ends. */
export async function touchCart(trx: ShopTransaction, owner: string): Promise<number> {
  const cart = await trx
    .insertInto('carts')
    .values({ owner, revision: 1 })
    .onConflict((conflict) =>
      conflict.column('owner').doUpdateSet((row) => ({ revision: row('carts.revision', '+', 1) })),
    )
    .returning('revision')
    .executeTakeFirstOrThrow();
  return cart.revision;
}
