import { expect, test } from 'vitest';
import { categories } from '../category.js';
import { openShop, stockOf, temporaryDatabase } from '../test-shop.js';
import { catalogue } from './catalogue.js';
import { shelf } from './shelf.js';

test('there is enough of everything', () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(220);
  const soldOut = catalogue.filter((item) => item.stock === 0);
  expect(soldOut.length).toBeGreaterThanOrEqual(6);
  expect(soldOut.length).toBeLessThanOrEqual(10);
  expect(catalogue.filter((item) => item.stock !== 0 && !(item.stock >= 100))).toEqual([]);
  expect(catalogue.filter((item) => item.keywords.split(' ').includes('milk')).length).toBeGreaterThanOrEqual(8);
});

test('ids are unique slugs and names are unique', () => {
  expect(new Set(catalogue.map((item) => item.id)).size).toBe(catalogue.length);
  expect(new Set(catalogue.map((item) => item.name)).size).toBe(catalogue.length);
  expect(catalogue.filter((item) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(item.id) || item.id.length > 64)).toEqual([]);
});

test('every department has at least 20 products', () => {
  for (const category of categories) {
    expect(catalogue.filter((item) => item.category === category).length, category).toBeGreaterThanOrEqual(20);
  }
});

test('descriptions are one sentence', () => {
  expect(catalogue.filter((item) => !/^\p{Lu}.*[^.]\.$/u.test(item.description))).toEqual([]);
});

test('deals save money, are in stock and end on a weekday', () => {
  const deals = catalogue.flatMap((item) => (item.deal ? [{ ...item, deal: item.deal }] : []));
  expect(deals.length).toBeGreaterThanOrEqual(25);
  expect(deals.filter((item) => item.deal.price >= item.price || item.stock === 0 || item.deal.weekday < 0)).toEqual(
    [],
  );
});

test.each([
  'no-fields',
  'a | A | 1.2 | 5 | k | D.',
  'a | A | 1.20, 1.00 | 5 | k | D.',
  'a | A | 1.20 | 5 | k | D. | more',
])('refuses the line %s', (line) => expect(() => shelf('dairy', line)).toThrow('Not a line of the catalogue'));

test('another start brings prices up to date and leaves the stock alone', async () => {
  const url = temporaryDatabase();
  const first = await openShop(url);
  await first.db.updateTable('products').set({ stock: 3, price: 1 }).where('id', '=', 'carrots-1kg').execute();
  await first.close();
  const second = await openShop(url);
  expect(await stockOf(second, 'carrots-1kg')).toBe(3);
  expect(second.products.find((product) => product.id === 'carrots-1kg')?.price).toEqual({
    amount: 129,
    currency: 'EUR',
  });
});
