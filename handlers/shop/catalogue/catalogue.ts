import type { ShopDatabase } from '../database.js';
import { shopCurrency } from '../money.js';
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

/** Brings the products up to the catalogue. New ones get their first delivery; the stock of the others stays as it is. */
export async function stockShelves(db: ShopDatabase): Promise<void> {
  const rows = catalogue.map(({ deal, ...item }) => ({
    ...item,
    currency: shopCurrency,
    deal_price: deal?.price ?? null,
    deal_weekday: deal?.weekday ?? null,
  }));
  await db
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
    )
    .execute();
}
