import { expect, test } from 'vitest';
import { type FoundProduct, type SearchInput, search } from './search.js';
import { codeOf, openShop, stockOf, unwrap } from './test-shop.js';

const defaults = { in_stock_only: false, limit: 50 };

async function idsOf(query: string, more: Partial<SearchInput> = {}): Promise<string[]> {
  const page = unwrap(await search(await openShop(), { query, ...defaults, ...more }));
  return page.products.map((product) => product.product_id);
}

test('a name outranks a keyword, and a keyword a description', async () => {
  const ids = await idsOf('milk');
  const rank = (id: string) => ids.indexOf(id);
  expect(ids[0]).toMatch(/milk|oat|almond/);
  expect(rank('whole-milk-1l')).toBeGreaterThanOrEqual(0);
  expect(rank('whole-milk-1l')).toBeLessThan(rank('milk-chocolate-100g'));
  expect(rank('milk-chocolate-100g')).toBeLessThan(rank('hazelnut-chocolate-100g'));
});

test('a whole word outranks its beginning, and that its inside', async () => {
  const ids = await idsOf('corn');
  expect(ids.indexOf('corn-flakes-500g')).toBe(0);
  expect(ids.indexOf('corn-flakes-500g')).toBeLessThan(ids.indexOf('salted-popcorn-100g'));
  expect((await idsOf('choc'))[0]).toMatch(/choc/);
  expect(await idsOf('berries')).toContain('strawberries-500g');
});

test.each([
  ['creme fraiche', 'creme-fraiche-200g'],
  ['CRÈME', 'creme-fraiche-200g'],
  ['tomato puree', 'tomato-puree-200g'],
  ['rosti', 'rosti-600g'],
  ['toothbrush', 'toothbrush-medium-2'],
  ['egg', 'eggs-free-range-10'],
  ['a loaf of sourdough', 'sourdough-loaf-750g'],
  ['zucchini', 'courgettes-500g'],
  ['diapers', 'nappies-size-4-44'],
])('"%s" finds %s', async (query, id) => {
  expect(await idsOf(query)).toContain(id);
});

test('all words must match; any word does when no product has all', async () => {
  expect(await idsOf('oat milk')).toEqual(['oat-drink-1l', 'feta-200g']);
  expect(await idsOf('skimmed lactose milk')).toEqual(['lactose-free-milk-1l']);
  const any = await idsOf('sourdough unicorn');
  expect(any[0]).toBe('sourdough-loaf-750g');
  expect(await idsOf('unicorn')).toEqual([]);
  expect(await idsOf('?!')).toEqual([]);
});

test('filters by department, price to pay and stock', async () => {
  expect(await idsOf('milk', { category: 'snacks' })).toContain('milk-chocolate-100g');
  expect(await idsOf('milk', { category: 'snacks' })).not.toContain('whole-milk-1l');
  expect(await idsOf('semi-skimmed', { max_price: 99 })).toEqual(['semi-skimmed-milk-1l']);
  expect(await idsOf('semi-skimmed', { max_price: 98 })).toEqual([]);
  expect(await idsOf('chamomile')).toEqual(['chamomile-tea-25']);
  expect(await idsOf('chamomile', { in_stock_only: true })).toEqual([]);
});

test('a product is shown with its price, deal and stock', async () => {
  const page = unwrap(await search(await openShop(), { query: 'fresh semi-skimmed milk', ...defaults }));
  const want: FoundProduct = {
    product_id: 'semi-skimmed-milk-1l',
    name: 'Semi-skimmed milk 1 l',
    category: 'dairy',
    description: 'Fresh pasteurised milk with 1.5% fat for every day.',
    price: { amount: 119, currency: 'EUR' },
    deal_price: { amount: 99, currency: 'EUR' },
    in_stock: true,
  };
  expect(page.products).toEqual([want]);
  expect(page).not.toHaveProperty('next_cursor');
});

test('in_stock follows the stock', async () => {
  const app = await openShop();
  expect(await stockOf(app, 'couscous-500g')).toBeGreaterThan(0);
  await app.db.updateTable('products').set({ stock: 0 }).where('id', '=', 'couscous-500g').execute();
  const page = unwrap(await search(app, { query: 'couscous', ...defaults }));
  expect(page.products[0]?.in_stock).toBe(false);
});

test('pages follow each other without gaps or repeats', async () => {
  const app = await openShop();
  const whole = unwrap(await search(app, { query: 'cheese', ...defaults }));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const input = { query: 'cheese', in_stock_only: false, limit: 3, ...(cursor && { cursor }) };
    const page = unwrap(await search(app, input));
    expect(page.total).toBe(whole.total);
    expect(page.next_cursor?.length ?? 0).toBeLessThanOrEqual(200);
    seen.push(...page.products.map((product) => product.product_id));
    cursor = page.next_cursor;
  } while (cursor);
  expect(seen).toEqual(whole.products.map((product) => product.product_id));
  expect(seen.length).toBe(whole.total);
});

test('a cursor fits only the search it came from', async () => {
  const app = await openShop();
  const { next_cursor: cursor = '' } = unwrap(await search(app, { query: 'milk', ...defaults, limit: 2 }));
  expect(codeOf(await search(app, { query: 'milk', ...defaults, limit: 5, cursor }))).toBeUndefined();
  expect(codeOf(await search(app, { query: 'cheese', ...defaults, cursor }))).toBe('invalid_cursor');
  expect(codeOf(await search(app, { query: 'milk', category: 'dairy', ...defaults, cursor }))).toBe('invalid_cursor');
});

test.each([
  '',
  'x',
  '10',
  '%%%',
  'bnVsbA',
  Buffer.from('["a",1,"b"]').toString('base64url'),
  '\u0000',
  '='.repeat(200),
])('the cursor %j is refused', async (cursor) => {
  const outcome = await search(await openShop(), { query: 'milk', ...defaults, cursor });
  expect(outcome).toMatchObject({ ok: false, code: 'invalid_cursor', failure: { pointer: '/cursor' } });
});
