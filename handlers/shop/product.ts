import type { Category } from './category.js';
import type { ShopDatabase } from './database.js';
import { type Deal, dealOf } from './deal.js';
import { type Money, money } from './money.js';

/** A product as the catalogue describes it; its stock is read when needed. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  readonly description: string;
  /** Words, separated by spaces. */
  readonly keywords: string;
  /** The regular price. */
  readonly price: Money;
  readonly deal?: Deal;
}

/** All products. */
export async function loadProducts(db: ShopDatabase): Promise<Product[]> {
  const rows = await db.selectFrom('products').selectAll().execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    category: row.category,
    description: row.description,
    keywords: row.keywords,
    price: money(row.price, row.currency),
    ...dealOf(row),
  }));
}

/** The ids of what is sold out now. */
export async function soldOut(db: ShopDatabase): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('products').select('id').where('stock', '<=', 0).execute();
  return new Set(rows.map((row) => row.id));
}

/** Orders by name, then id; the same on every machine. */
export function byName(a: Pick<Product, 'name' | 'id'>, b: Pick<Product, 'name' | 'id'>): number {
  return compareText(a.name, b.name) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
