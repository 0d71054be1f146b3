import type { Category } from './category.js';
import { currentPrice } from './deal.js';
import type { Money } from './money.js';
import { fail, type Outcome, succeed } from './outcome.js';
import { byName, type Product, soldOut } from './product.js';
import { decodeCursor, encodeCursor } from './search-cursor.js';
import { findMatches, type Match } from './search-index.js';
import type { Shop } from './shop.js';

/** What to search for. */
export interface SearchInput {
  readonly query: string;
  readonly category?: Category;
  /** Highest current price of one piece, in minor units. */
  readonly max_price?: number;
  readonly in_stock_only: boolean;
  readonly limit: number;
  /** The next_cursor of the page before. */
  readonly cursor?: string;
}

/** One page of results. */
export interface SearchPage {
  products: FoundProduct[];
  /** How many match on all pages. */
  total: number;
  next_cursor?: string;
}

/** A product as search_products lists it. */
export interface FoundProduct {
  product_id: string;
  name: string;
  category: Category;
  description: string;
  price: Money;
  deal_price?: Money;
  in_stock: boolean;
}

/** Finds products, best match first, then by name. Fails with `invalid_cursor`. */
export async function search(
  shop: Pick<Shop, 'db' | 'searchIndex'>,
  input: SearchInput,
): Promise<Outcome<SearchPage, 'invalid_cursor'>> {
  const gone = await soldOut(shop.db);
  const matches = findMatches(shop.searchIndex, input.query)
    .filter(({ product }) => isWanted(product, input) && !(input.in_stock_only && gone.has(product.id)))
    .sort(byRank);
  const filters = [input.query, input.category ?? null, input.max_price ?? null, input.in_stock_only];
  let rest = matches;
  if (input.cursor !== undefined) {
    const last = lastMatch(shop, decodeCursor(filters, input.cursor));
    if (last === undefined) return fail('invalid_cursor', { pointer: '/cursor' });
    rest = matches.filter((match) => byRank(match, last) > 0);
  }
  const page = rest.slice(0, input.limit);
  const end = rest.length > page.length ? page.at(-1) : undefined;
  return succeed({
    products: page.map(({ product }) => present(product, !gone.has(product.id))),
    total: matches.length,
    ...(end && { next_cursor: encodeCursor(filters, { score: end.score, productId: end.product.id }) }),
  });
}

function byRank(a: Match, b: Match): number {
  return b.score - a.score || byName(a.product, b.product);
}

function isWanted(product: Product, { category, max_price }: SearchInput): boolean {
  if (category !== undefined && product.category !== category) return false;
  return max_price === undefined || currentPrice(product).amount <= max_price;
}

/** The match that a page ended with; it need not match any longer. */
function lastMatch(shop: Pick<Shop, 'searchIndex'>, position: ReturnType<typeof decodeCursor>): Match | undefined {
  const product = shop.searchIndex.find((entry) => entry.product.id === position?.productId)?.product;
  return position && product && { product, score: position.score };
}

function present(product: Product, inStock: boolean): FoundProduct {
  const { id, name, category, description, price, deal } = product;
  return {
    product_id: id,
    name,
    category,
    description,
    price,
    ...(deal && { deal_price: deal.price }),
    in_stock: inStock,
  };
}
