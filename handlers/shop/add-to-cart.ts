import { type Cart, readCart, touchCart } from './cart.js';
import { once } from './idempotency.js';
import { fail, type Outcome, succeed } from './outcome.js';
import type { Shop } from './shop.js';
import { type ShopTransaction, transact } from './transact.js';

/** Pieces of one product to add. */
export interface Addition {
  readonly owner: string;
  readonly productId: string;
  readonly quantity: number;
  /** Adds once however often it is repeated. */
  readonly idempotencyKey?: string;
}

type AdditionProblem = 'unknown_product' | 'out_of_stock';

/** Adds to what the cart already has, and returns the cart. The cart may not hold more than the stock. */
export async function addToCart(
  shop: Pick<Shop, 'db' | 'now'>,
  addition: Addition,
): Promise<Outcome<Cart, AdditionProblem | 'idempotency_conflict'>> {
  const { owner, productId, quantity, idempotencyKey: key } = addition;
  return transact<Cart, AdditionProblem | 'idempotency_conflict'>(shop.db, async (trx) => {
    if (key === undefined) return add(trx, addition);
    const call = { owner, tool: 'add_to_cart', key, args: [productId, quantity], at: shop.now() };
    return once(trx, call, () => add(trx, addition));
  });
}

async function add(
  trx: ShopTransaction,
  { owner, productId, quantity }: Addition,
): Promise<Outcome<Cart, AdditionProblem>> {
  const revision = await touchCart(trx, owner);
  const product = await trx
    .selectFrom('products')
    .leftJoin('cart_lines', (join) => join.onRef('product_id', '=', 'id').on('owner', '=', owner))
    .select(['name', 'stock', 'quantity'])
    .where('id', '=', productId)
    .executeTakeFirst();
  if (product === undefined) {
    const detail = 'No such product. Use a product_id from search_products or get_deals.';
    return fail('unknown_product', { detail, pointer: '/product_id' });
  }
  const wanted = (product.quantity ?? 0) + quantity;
  if (wanted > product.stock) return fail('out_of_stock', { detail: shortage(product), pointer: '/quantity' });
  await trx
    .insertInto('cart_lines')
    .values({ owner, product_id: productId, quantity: wanted, position: revision })
    .onConflict((conflict) => conflict.columns(['owner', 'product_id']).doUpdateSet({ quantity: wanted }))
    .execute();
  return succeed(await readCart(trx, owner));
}

function shortage({ name, stock, quantity }: { name: string; stock: number; quantity: number | null }): string {
  if (stock === 0) return `${name} is sold out.`;
  const held = quantity === null ? '' : `, and the cart already holds ${quantity}`;
  return `There are ${stock} of ${name}${held}.`;
}
