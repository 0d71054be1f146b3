import type { Handlers } from '../generated/contract.js';
import { settle } from './shop/outcome.js';
import { withoutCards } from './shop/refuse-cards.js';
import { search } from './shop/search.js';

/** Finds products by words, best match first. */
export const searchProducts: Handlers['search_products'] = async (input, ctx) =>
  settle(ctx, await search(ctx.app, withoutCards(ctx, input)));
