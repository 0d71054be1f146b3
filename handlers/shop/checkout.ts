import { readCart, touchCart } from './cart.js';
import { claim } from './idempotency.js';
import { type Order, takeStock } from './orders.js';
import { leaseOf, settle, take } from './outbox.js';
import { fail, type Outcome, succeed } from './outcome.js';
import { findPaymentMethod } from './payment-methods.js';
import type { OutboxRow } from './schema.js';
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

type CartProblem = 'empty_cart' | 'no_payment_method' | 'out_of_stock';
type KeyProblem = 'idempotency_conflict' | 'request_in_progress';

/**
 * Turns the cart into an order and charges it, all or nothing: after a failure cart and stock are as before. First the
 * pieces are taken and the charge is noted in the outbox; then the provider is asked; then its answer is kept. Whoever
 * finds a note that was left behind (a repeat with the same key, or the shop's own clock) goes on from there, so that a
 * crash at any moment charges once at most. The same key returns the same order; while it is being worked on, a repeat fails
 * with `request_in_progress`.
 */
export async function checkout(
  shop: CheckoutShop,
  request: CheckoutRequest,
): Promise<Outcome<Order, CartProblem | KeyProblem | 'payment_declined' | 'payment_timeout'>> {
  const { owner, idempotencyKey: key, paymentMethodId } = request;
  const call = { owner, tool: 'checkout', key, args: [paymentMethodId ?? null], at: shop.now() };
  const begun = await transact(shop.db, async (trx): Promise<Outcome<Begun, CartProblem | KeyProblem>> => {
    const claimed = await claim(trx, call);
    if (!claimed.ok) return claimed;
    return claimed.value.kind === 'new' ? reserve(trx, shop, request) : succeed(claimed.value);
  });
  if (!begun.ok) return begun;
  // What was answered before is an order.
  if (begun.value.kind === 'answered') return succeed(begun.value.answer as Order);
  const row = begun.value.kind === 'reserved' ? begun.value.row : await take(shop, { owner, key });
  if (row === undefined) return fail('request_in_progress');
  const settled = await settle(shop, row);
  switch (settled.kind) {
    case 'placed':
      return succeed(settled.order);
    case 'declined':
      return fail('payment_declined');
    case 'cancelled':
      return fail('payment_timeout');
    case 'unknown':
    case 'gone':
      return fail('request_in_progress');
  }
}

/** A call that was answered before, that is being worked on, or whose pieces were taken now. */
type Begun =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'open' }
  | { readonly kind: 'reserved'; readonly row: OutboxRow };

/** Takes the cart's pieces out of cart and stock, and notes the charge. */
async function reserve(
  trx: ShopTransaction,
  shop: CheckoutShop,
  { owner, paymentMethodId, idempotencyKey }: CheckoutRequest,
): Promise<Outcome<Begun, CartProblem>> {
  await touchCart(trx, owner);
  const { lines, total } = await readCart(trx, owner);
  if (lines.length === 0) return fail('empty_cart');
  const method = await findPaymentMethod(trx, owner, paymentMethodId);
  if (method === undefined) {
    return fail('no_payment_method', paymentMethodId === undefined ? {} : { pointer: '/payment_method_id' });
  }
  const taken = await takeStock(trx, lines);
  if (!taken.ok) return taken;
  await trx.deleteFrom('cart_lines').where('owner', '=', owner).execute();
  const row: OutboxRow = {
    order_id: shop.newId(),
    owner,
    key: idempotencyKey,
    payment_method_id: method.id,
    reference: method.reference,
    total: total.amount,
    currency: total.currency,
    lines: JSON.stringify(lines),
    attempts: 1,
    due_at: leaseOf(shop),
  };
  await trx.insertInto('outbox').values(row).execute();
  return succeed({ kind: 'reserved', row });
}
