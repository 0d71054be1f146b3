import type { Handlers } from '../generated/contract.js';
import { findDeals } from './shop/deals.js';

/** Lists the offers that hold now, biggest saving first. */
export const getDeals: Handlers['get_deals'] = async (input, ctx) => ({ deals: await findDeals(ctx.app, input) });
