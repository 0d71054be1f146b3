import type { Handlers } from '../generated/contract.js';
import { readCart } from './shop/cart.js';
import { ownerOf } from './shop/owner.js';

/** Shows the caller's cart at current prices. */
export const viewCart: Handlers['view_cart'] = async (_input, ctx) => readCart(ctx.app.db, ownerOf(ctx.caller));
