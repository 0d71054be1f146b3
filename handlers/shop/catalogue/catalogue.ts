import type { ShopDatabase } from '../database.js';
import { fullTextOf } from '../full-text-of.js';
import { shopCurrency } from '../money.js';
import { succeed } from '../outcome.js';
import { searchTextOf } from '../search-text.js';
import { transact } from '../transact.js';
import { bakery } from './bakery.js';
import { dairy } from './dairy.js';
import { drinks } from './drinks.js';
import { frozen } from './frozen.js';
import { fruit } from './fruit.js';
import { household } from './household.js';
import { meat } from './meat.js';
import { pantry } from './pantry.js';
import { personalCare } from './personal-care.js';
import type { CatalogueItem } from './shelf.js';
import { snacks } from './snacks.js';
import { vegetables } from './vegetables.js';

/** All that the shop sells. */
export const catalogue: readonly CatalogueItem[] = [
  ...bakery,
  ...dairy,
  ...drinks,
  ...frozen,
  ...fruit,
  ...household,
  ...meat,
  ...pantry,
  ...personalCare,
  ...snacks,
  ...vegetables,
];

/** Brings the products up to the catalogue, and the search up to the products. New ones get their first delivery; the stock of the others stays as it is. */
export async function stockShelves(db: ShopDatabase): Promise<void> {
  // In the order in which takeStock takes them: a shop that starts and an order cannot wait for each other.
  const items = [...catalogue].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = items.map(({ deal, ...item }) => ({
    ...item,
    currency: shopCurrency,
    deal_price: deal?.price ?? null,
    deal_weekday: deal?.weekday ?? null,
  }));
  const upsert = db
    .insertInto('products')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        name: row.ref('excluded.name'),
        category: row.ref('excluded.category'),
        description: row.ref('excluded.description'),
        keywords: row.ref('excluded.keywords'),
        price: row.ref('excluded.price'),
        currency: row.ref('excluded.currency'),
        deal_price: row.ref('excluded.deal_price'),
        deal_weekday: row.ref('excluded.deal_weekday'),
      })),
    );
  await transact(db, async (trx) => {
    await trx.executeQuery(upsert);
    const products = await trx.selectFrom('products').selectAll().execute();
    await fullTextOf(db).replaceAll(trx, products.map(searchTextOf));
    return succeed(undefined);
  });
}
