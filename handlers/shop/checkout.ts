import { type Cart, readCart, touchCart } from './cart.js';
import { charge, chargeKey } from './charge.js';
import { once } from './idempotency.js';
import { type Order, placeOrder, takeStock } from './orders.js';
import { fail, type Outcome, succeed } from './outcome.js';
import { findPaymentMethod } from './payment-methods.js';
import type { Shop } from './shop.js';
import { type ShopTransaction, transact } from './transact.js';

/** A request to order the owner's cart. */
export interface CheckoutRequest {
  readonly owner: string;
  /** The default method when absent. */
  readonly paymentMethodId?: string;
  readonly idempotencyKey: string;
}

type CheckoutShop = Pick<Shop, 'db' | 'payments' | 'chargeTimeoutMs' | 'now' | 'newId'>;

type CheckoutProblem = 'empty_cart' | 'no_payment_method' | 'out_of_stock' | 'payment_declined' | 'payment_timeout';

/**
 * Turns the cart into an order and charges it, all or nothing: after a failure cart and stock are as before.
 * The same key returns the same order and charges once.
 */
export async function checkout(
  shop: CheckoutShop,
  request: CheckoutRequest,
  signal: AbortSignal,
): Promise<Outcome<Order, CheckoutProblem | 'idempotency_conflict'>> {
  const { owner, idempotencyKey: key, paymentMethodId } = request;
  const call = { owner, tool: 'checkout', key, args: [paymentMethodId ?? null], at: shop.now() };
  return transact(shop.db, (trx) => once(trx, call, () => order(trx, shop, { ...request, signal })));
}

async function order(
  trx: ShopTransaction,
  shop: CheckoutShop,
  { owner, paymentMethodId, idempotencyKey, signal }: CheckoutRequest & { readonly signal: AbortSignal },
): Promise<Outcome<Order, CheckoutProblem>> {
  await touchCart(trx, owner);
  const cart: Cart = await readCart(trx, owner);
  if (cart.lines.length === 0) return fail('empty_cart');
  const method = await findPaymentMethod(trx, owner, paymentMethodId);
  if (method === undefined) {
    return fail('no_payment_method', paymentMethodId === undefined ? {} : { pointer: '/payment_method_id' });
  }
  const taken = await takeStock(trx, cart.lines);
  if (!taken.ok) return taken;
  const payment = { reference: method.reference, total: cart.total, idempotencyKey: chargeKey(owner, idempotencyKey) };
  const charged = await charge(shop, payment, signal);
  if (!charged.ok) return charged;
  return succeed(await placeOrder(trx, shop, { owner, cart, paymentMethodId: method.id, chargeId: charged.value }));
}
