import { expect, test } from 'vitest';
import { readCart } from './cart.js';
import { endOf } from './deal.js';
import { findDeals } from './deals.js';
import { fill, openShop, testTime } from './test-shop.js';

const price = { amount: 1, currency: 'EUR' };

test.each([
  ['2026-03-11T09:30:00Z', 3, '2026-03-12T00:00:00.000Z'],
  ['2026-03-11T00:00:00Z', 3, '2026-03-12T00:00:00.000Z'],
  ['2026-03-11T23:59:59Z', 2, '2026-03-18T00:00:00.000Z'],
  ['2026-03-11T09:30:00Z', 0, '2026-03-16T00:00:00.000Z'],
  ['2026-12-31T12:00:00Z', 5, '2027-01-02T00:00:00.000Z'],
])('at %s a deal until weekday %i ends at %s', (now, weekday, want) => {
  expect(endOf({ price, weekday }, new Date(now)).toISOString()).toBe(want);
});

test('lists the biggest saving first, all of them current', async () => {
  const { db, products } = await openShop();
  for (const now of [testTime, new Date('2031-07-01T00:00:00Z')]) {
    const offers = await findDeals({ db, products, now: () => now }, { limit: 50 });
    expect(offers.length).toBeGreaterThanOrEqual(25);
    const savings = offers.map((offer) => offer.original_price.amount - offer.deal_price.amount);
    expect(savings).toEqual([...savings].sort((a, b) => b - a));
    expect(Math.min(...savings)).toBeGreaterThan(0);
    const week = 7 * 24 * 60 * 60 * 1000;
    expect(offers.filter((offer) => Date.parse(offer.ends_at) <= now.getTime())).toEqual([]);
    expect(offers.filter((offer) => Date.parse(offer.ends_at) > now.getTime() + week)).toEqual([]);
  }
});

test('keeps to the department, the limit and the stock', async () => {
  const app = await openShop();
  expect(await findDeals(app, { limit: 3 })).toHaveLength(3);
  const dairy = await findDeals(app, { category: 'dairy', limit: 50 });
  expect(dairy.map((offer) => offer.product_id)).toContain('greek-yoghurt-400g');
  await app.db.updateTable('products').set({ stock: 0 }).where('id', '=', 'greek-yoghurt-400g').execute();
  expect(await findDeals(app, { category: 'dairy', limit: 50 })).toHaveLength(dairy.length - 1);
});

test('the cart charges the deal price', async () => {
  const app = await openShop();
  await fill(app, 'ann', { 'semi-skimmed-milk-1l': 3, 'whole-milk-1l': 2 });
  const cart = await readCart(app.db, 'ann');
  expect(cart.lines.map((line) => line.unit_price.amount)).toEqual([99, 129]);
  expect([cart.subtotal, cart.savings, cart.total].map((each) => each.amount)).toEqual([615, 60, 555]);
});
