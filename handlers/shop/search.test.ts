import { expect, test } from 'vitest';
import { catalogue } from './catalogue/catalogue.js';
import { fullTextOf } from './full-text-of.js';
import { succeed } from './outcome.js';
import { type FoundProduct, type SearchInput, search } from './search.js';
import { searchTextOf } from './search-text.js';
import { codeOf, openShop, stockOf, unwrap } from './test-shop.js';
import { transact } from './transact.js';

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

test('beginnings of words, plurals and departments find', async () => {
  expect(await idsOf('oat mil')).toContain('oat-drink-1l');
  expect(await idsOf('oats milks')).toContain('oat-drink-1l');
  expect(await idsOf('personal care soap')).toContain('bar-soap-3');
  expect((await idsOf('bakery')).length).toBe(catalogue.filter((item) => item.category === 'bakery').length);
});

test('equals are in order of name, by its bytes', async () => {
  const { db } = await openShop();
  const names = ['Zebra', 'apple', 'Éclair', 'zebra', '_x', 'Apple'];
  const like = {
    category: 'pantry',
    description: 'Unobtainium.',
    keywords: 'unobtainium',
    price: 1,
    stock: 1,
  } as const;
  const rows = names.map((name, index) => ({ ...like, id: `u-${index}`, name, currency: 'EUR' }));
  await db.insertInto('products').values(rows).execute();
  await transact(db, async (trx) => {
    // The name is no part of what is searched, so that all of them rank alike.
    await fullTextOf(db).replaceAll(
      trx,
      rows.map((row) => searchTextOf({ ...row, name: '' })),
    );
    return succeed(undefined);
  });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const input = { query: 'unobtainium', in_stock_only: false, limit: 1, ...(cursor && { cursor }) };
    const page = unwrap(await search({ db }, input));
    found.push(...page.products.map((product) => product.name));
    cursor = page.next_cursor;
  } while (cursor);
  expect(found).toEqual(['Apple', 'Zebra', '_x', 'apple', 'zebra', 'Éclair']);
});

const operators = [
  '"',
  "'",
  '*',
  '^',
  ':',
  '-',
  '+',
  '(',
  ')',
  '{',
  '}',
  '&',
  '|',
  '!',
  '<->',
  '\\',
  ';',
  '--',
  '%',
  '_',
];
const hostile = [
  ...operators,
  ...operators.map((operator) => `milk${operator}`),
  ...operators.map((operator) => `${operator}oat ${operator}milk${operator}`),
  ...[
    'NEAR',
    'NEAR(milk oat, 2)',
    'AND',
    'OR',
    'NOT milk',
    'milk AND',
    'milk OR NOT',
    'name:milk',
    '{name} : milk',
    'tails',
  ],
  ...[
    "'); drop table products; --",
    "milk' | 'oat",
    'milk:*',
    "'milk':1A",
    'milk & !oat',
    '""',
    "''",
    "\\'",
    '$1 ?1 :a @b',
  ],
  ...[
    '\u0000',
    'milk\u0000oat',
    '\ud800',
    'milk\udfff',
    '\u202emilk',
    '\ufeffmilk',
    '🥛',
    '🥛 milk',
    '👩‍👩‍👧',
    'ミルク',
    'молоко',
    '\u{1e900}\u{1e922}',
  ],
  ...['ﬁ', 'ß', 'İ', 'ŉ', '½', '①', '٣', '5e3', '1.5%', '0x1f', '-1', 'a', 'a b', '\n\t', ' '],
  ...[
    'm'.repeat(200),
    'ab '.repeat(66),
    'a1 b2 c3 d4 e5 f6 g7 h8 i9 '.repeat(7),
    '"'.repeat(200),
    '('.repeat(200),
    '*'.repeat(200),
    '🥛'.repeat(100),
  ],
  Array.from({ length: 100 }, (_, index) => String.fromCodePoint(0x3b1 + index)).join(' '),
];

test('no text is an error', async () => {
  const app = await openShop();
  for (const query of hostile) {
    for (const more of [{}, { category: 'dairy', max_price: 0, in_stock_only: true } as const]) {
      const { products, total } = unwrap(await search(app, { query, ...defaults, ...more }));
      expect(products.length, query).toBe(Math.min(total, defaults.limit));
    }
  }
  expect(await app.db.selectFrom('products').select('id').execute()).toHaveLength(catalogue.length);
});

test('operators have no meaning', async () => {
  for (const query of ['"oat" NOT milk*', 'oat & !milk', "'oat':* milk", 'oat -milk', 'oat+milk']) {
    expect((await idsOf(query))[0], query).toBe('oat-drink-1l');
  }
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

test('a forged cursor finds a place or is refused', async () => {
  const app = await openShop();
  const { next_cursor: cursor = '' } = unwrap(await search(app, { query: 'milk', ...defaults, limit: 2 }));
  const [print]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  for (const score of [2 ** 53 - 1, -(2 ** 53) + 1, 0, 2 ** 31, 2 ** 53, 0.5, '1', null]) {
    for (const id of ['whole-milk-1l', 'moon-cheese', 'a\u0000b', "'", '']) {
      const forged = Buffer.from(JSON.stringify([print, score, id])).toString('base64url');
      const isOurs = Number.isSafeInteger(score) && id === 'whole-milk-1l';
      const outcome = await search(app, { query: 'milk', ...defaults, cursor: forged });
      expect(codeOf(outcome), `${score} ${id}`).toBe(isOurs ? undefined : 'invalid_cursor');
    }
  }
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
