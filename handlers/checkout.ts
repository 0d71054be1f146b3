import type { Handlers } from '../generated/contract.js';
import { checkout as order } from './shop/checkout.js';
import { settle } from './shop/outcome.js';
import { ownerOf } from './shop/owner.js';
import { withoutCards } from './shop/refuse-cards.js';

/** Orders everything in the caller's cart and charges a stored payment method. */
export const checkout: Handlers['checkout'] = async (input, ctx) => {
  const { payment_method_id: paymentMethodId, idempotency_key: idempotencyKey } = withoutCards(ctx, input);
  const request = { owner: ownerOf(ctx.caller), idempotencyKey };
  // Not stopped half way by a caller who leaves: whoever comes back with the same key learns what became of it.
  const paid = await order(ctx.app, paymentMethodId === undefined ? request : { ...request, paymentMethodId });
  return settle(ctx, paid);
};
