import type { Handlers } from '../generated/contract.js';
import { settle } from './shop/outcome.js';
import { ownerOf } from './shop/owner.js';
import { addPaymentMethod as add } from './shop/payment-methods.js';
import { withoutCards } from './shop/refuse-cards.js';

/** Keeps a payment method under a token from the payment provider. */
export const addPaymentMethod: Handlers['add_payment_method'] = async (input, ctx) => {
  const { payment_token: token, make_default: makeDefault, idempotency_key: idempotencyKey } = withoutCards(ctx, input);
  const request = { owner: ownerOf(ctx.caller), token, makeDefault };
  const keyed = idempotencyKey === undefined ? request : { ...request, idempotencyKey };
  return settle(ctx, await add(ctx.app, keyed, ctx.signal));
};
