import type { Handlers } from '../generated/contract.js';
import { addToCart as add } from './shop/add-to-cart.js';
import { settle } from './shop/outcome.js';
import { ownerOf } from './shop/owner.js';
import { withoutCards } from './shop/refuse-cards.js';

/** Puts a quantity of one product into the caller's cart and returns the whole cart. */
export const addToCart: Handlers['add_to_cart'] = async (input, ctx) => {
  const { product_id: productId, quantity, idempotency_key: idempotencyKey } = withoutCards(ctx, input);
  const addition = { owner: ownerOf(ctx.caller), productId, quantity };
  return settle(ctx, await add(ctx.app, idempotencyKey === undefined ? addition : { ...addition, idempotencyKey }));
};
