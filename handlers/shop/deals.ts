import type { Category } from './category.js';
import { endOf } from './deal.js';
import { type Money, minus } from './money.js';
import { byName, soldOut } from './product.js';
import type { Shop } from './shop.js';

/** An offer as get_deals lists it. */
export interface Offer {
  product_id: string;
  name: string;
  original_price: Money;
  deal_price: Money;
  /** RFC 3339 in UTC. */
  ends_at: string;
}

/** The offers on what is in stock, biggest saving first, then by name. */
export async function findDeals(
  shop: Pick<Shop, 'db' | 'products' | 'now'>,
  { category, limit }: { readonly category?: Category; readonly limit: number },
): Promise<Offer[]> {
  const gone = await soldOut(shop.db);
  const now = shop.now();
  return shop.products
    .flatMap((product) => (product.deal === undefined ? [] : [{ ...product, deal: product.deal }]))
    .filter((product) => !gone.has(product.id) && (category === undefined || product.category === category))
    .sort((a, b) => minus(b.price, b.deal.price).amount - minus(a.price, a.deal.price).amount || byName(a, b))
    .slice(0, limit)
    .map(({ id, name, price, deal }) => ({
      product_id: id,
      name,
      original_price: price,
      deal_price: deal.price,
      ends_at: endOf(deal, now).toISOString(),
    }));
}
