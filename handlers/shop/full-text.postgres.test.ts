import { expect, test } from 'vitest';
import { catalogue } from './catalogue/catalogue.js';
import { search } from './search.js';
import { openShop, temporaryFile, unwrap } from './test-shop.js';
import { wordsOf } from './words.js';

test('both databases find the same', async () => {
  const [one, other] = [await openShop(), await openShop(temporaryFile())];
  const words = new Set(
    catalogue.flatMap((item) => wordsOf(`${item.name} ${item.keywords}`).map((word) => word.plain)),
  );
  const pairs = catalogue.map((item) => `${item.keywords.split(' ')[0]} ${item.name.slice(0, 4)}`);
  const beginnings = [...words].map((word) => word.slice(0, 4));
  const queries = new Set([...words, ...pairs, ...beginnings]);
  expect(queries.size).toBeGreaterThan(500);
  for (const query of queries) {
    const [first, second] = [await findAll(one, query), await findAll(other, query)];
    expect(first, query).toEqual(second);
  }
}, 60_000);

async function findAll(app: Parameters<typeof search>[0], query: string): Promise<string[]> {
  const { products } = unwrap(await search(app, { query, in_stock_only: false, limit: 500 }));
  return products.map((product) => product.product_id).sort();
}
