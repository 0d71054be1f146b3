import type { Handlers } from '../generated/contract.js';
import { settle } from './shop/outcome.js';
import { ownerOf } from './shop/owner.js';
import { addPaymentMethod as add } from './shop/payment-methods.js';

/** Keeps a payment method under a token from the payment provider. */
export const addPaymentMethod: Handlers['add_payment_method'] = async (input, ctx) => {
  const request = { owner: ownerOf(ctx.caller), token: input.payment_token, makeDefault: input.make_default };
  return settle(ctx, await add(ctx.app, request, ctx.signal));
};
