import { type RawBuilder, sql } from 'kysely';
import type { Category } from './category.js';
import type { ShopDatabase } from './database.js';
import { dealOf } from './deal.js';
import type { RankedProduct } from './full-text.js';
import { fullTextOf } from './full-text-of.js';
import { type Money, money } from './money.js';
import { fail, type Outcome, succeed } from './outcome.js';
import type { ShopSchema } from './schema.js';
import { decodeCursor, encodeCursor, type Position } from './search-cursor.js';
import type { Shop } from './shop.js';
import { queryWordsOf, type Word } from './words.js';

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
  { db }: Pick<Shop, 'db'>,
  input: SearchInput,
): Promise<Outcome<SearchPage, 'invalid_cursor'>> {
  const filters = [input.query, input.category ?? null, input.max_price ?? null, input.in_stock_only];
  const after = input.cursor === undefined ? undefined : await endOfPage(db, decodeCursor(filters, input.cursor));
  if (input.cursor !== undefined && after === undefined) return fail('invalid_cursor', { pointer: '/cursor' });
  const words = queryWordsOf(input.query);
  if (words.length === 0) return succeed({ products: [], total: 0 });
  const ranked = await rank(db, words);
  const { total } = await wanted(db, ranked, input)
    .select(sql<number>`cast(count(*) as integer)`.as('total'))
    .executeTakeFirstOrThrow();
  const rows = await pageOf(db, ranked, { ...input, after });
  const page = rows.slice(0, input.limit);
  const end = rows.length > page.length ? page.at(-1) : undefined;
  return succeed({
    products: page.map(present),
    total,
    ...(end && { next_cursor: encodeCursor(filters, { score: end.score, productId: end.id }) }),
  });
}

/** The ranks of what has all the words, or when there is nothing, of what has any. */
async function rank(db: ShopDatabase, words: readonly Word[]): Promise<RawBuilder<RankedProduct>> {
  const fullText = fullTextOf(db);
  const all = fullText.rank(words, 'all');
  if (words.length === 1) return all;
  const first = await db
    .selectFrom(sql`(${all})`.as('ranked'))
    .select(sql.lit(1).as('one'))
    .limit(1)
    .executeTakeFirst();
  return first === undefined ? fullText.rank(words, 'any') : all;
}

function wanted(db: ShopDatabase, ranked: RawBuilder<RankedProduct>, input: SearchInput) {
  const { category, max_price, in_stock_only } = input;
  return db
    .with(
      (cte) => cte('ranked').materialized(),
      () => sql<RankedProduct>`(${ranked})`,
    )
    .selectFrom('ranked')
    .innerJoin('products', 'products.id', 'ranked.product_id')
    .$if(category !== undefined, (query) => query.where('category', '=', category ?? null))
    .$if(max_price !== undefined, (query) => query.where(sql`coalesce(deal_price, price)`, '<=', max_price))
    .$if(in_stock_only, (query) => query.where('stock', '>', 0));
}

/** One row more than fits the page, if there is one. */
function pageOf(
  db: ShopDatabase,
  ranked: RawBuilder<RankedProduct>,
  { after, ...input }: SearchInput & { readonly after: PageEnd | undefined },
) {
  const inByteOrder = (column: 'name' | 'id') =>
    sql<string>`${sql.ref(`products.${column}`)} collate ${sql.id(fullTextOf(db).byteOrder)}`;
  const name = inByteOrder('name');
  const id = inByteOrder('id');
  return wanted(db, ranked, input)
    .$if(after !== undefined, (query) =>
      query.where(({ and, eb, or }) => {
        const end = after ?? { score: 0, name: '', id: '' };
        const isLater = or([eb(name, '>', end.name), and([eb(name, '=', end.name), eb(id, '>', end.id)])]);
        return or([eb('score', '<', end.score), and([eb('score', '=', end.score), isLater])]);
      }),
    )
    .selectAll('products')
    .select('score')
    .orderBy('score', 'desc')
    .orderBy(name)
    .orderBy(id)
    .limit(input.limit + 1)
    .execute();
}

/** The product that a page ended with, and its rank; it need not match any longer. */
interface PageEnd {
  readonly score: number;
  readonly name: string;
  readonly id: string;
}

async function endOfPage(db: ShopDatabase, position: Position | undefined): Promise<PageEnd | undefined> {
  if (position === undefined) return undefined;
  const { score, productId: id } = position;
  const product = await db.selectFrom('products').select('name').where('id', '=', id).executeTakeFirst();
  return product && { score, name: product.name, id };
}

function present(row: ShopSchema['products']): FoundProduct {
  const { deal } = dealOf(row);
  return {
    product_id: row.id,
    name: row.name,
    category: row.category,
    description: row.description,
    price: money(row.price, row.currency),
    ...(deal && { deal_price: deal.price }),
    in_stock: row.stock > 0,
  };
}
