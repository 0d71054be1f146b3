import { expect, test } from 'vitest';
import { addToCart } from './add-to-cart.js';
import { readCart } from './cart.js';
import { codeOf, fill, openShop, temporaryDatabase, unwrap } from './test-shop.js';

const milk = { owner: 'ann', productId: 'whole-milk-1l', quantity: 2 };
const euros = (amount: number) => ({ amount, currency: 'EUR' });

test('a new cart is empty', async () => {
  const { db } = await openShop();
  expect(await readCart(db, 'ann')).toEqual({ lines: [], subtotal: euros(0), savings: euros(0), total: euros(0) });
});

test('adds to what is there and keeps the order', async () => {
  const app = await openShop();
  await fill(app, 'ann', { 'whole-milk-1l': 2, 'bananas-1kg': 1 });
  const cart = unwrap(await addToCart(app, milk));
  expect(cart.lines).toEqual([
    {
      product_id: 'whole-milk-1l',
      name: 'Whole milk 1 l',
      quantity: 4,
      unit_price: euros(129),
      line_total: euros(516),
    },
    { product_id: 'bananas-1kg', name: 'Bananas 1 kg', quantity: 1, unit_price: euros(179), line_total: euros(179) },
  ]);
  expect(cart.total).toEqual(euros(695));
  expect(await readCart(app.db, 'ann')).toEqual(cart);
});

test('refuses an unknown product', async () => {
  const outcome = await addToCart(await openShop(), { ...milk, productId: 'moon-cheese' });
  expect(outcome).toMatchObject({ ok: false, code: 'unknown_product', failure: { pointer: '/product_id' } });
});

test('never holds more than the stock', async () => {
  const app = await openShop();
  await app.db.updateTable('products').set({ stock: 5 }).where('id', '=', 'whole-milk-1l').execute();
  await fill(app, 'ann', { 'whole-milk-1l': 4 });
  const detail = 'There are 5 of Whole milk 1 l, and the cart already holds 4.';
  expect(await addToCart(app, milk)).toEqual({
    ok: false,
    code: 'out_of_stock',
    failure: { detail, pointer: '/quantity' },
  });
  expect(unwrap(await addToCart(app, { ...milk, quantity: 1 })).lines[0]?.quantity).toBe(5);
  const soldOut = await addToCart(app, { ...milk, productId: 'matches-10' });
  expect(soldOut).toMatchObject({ failure: { detail: 'Matches, 10 boxes is sold out.' } });
});

test('the same key adds once and gets the same answer', async () => {
  const app = await openShop();
  const first = await addToCart(app, { ...milk, idempotencyKey: 'k1' });
  await fill(app, 'ann', { 'bananas-1kg': 1 });
  expect(await addToCart(app, { ...milk, idempotencyKey: 'k1' })).toEqual(first);
  expect((await readCart(app.db, 'ann')).lines.map((line) => line.quantity)).toEqual([2, 1]);
});

test('the same key with other arguments is a conflict', async () => {
  const app = await openShop();
  await addToCart(app, { ...milk, idempotencyKey: 'k1' });
  const other = await addToCart(app, { ...milk, quantity: 3, idempotencyKey: 'k1' });
  expect(other).toMatchObject({ code: 'idempotency_conflict', failure: { pointer: '/idempotency_key' } });
  expect((await readCart(app.db, 'ann')).lines[0]?.quantity).toBe(2);
});

test('a key belongs to its owner, and a failed call does not use it up', async () => {
  const app = await openShop();
  expect(codeOf(await addToCart(app, { ...milk, productId: 'moon-cheese', idempotencyKey: 'k1' }))).toBe(
    'unknown_product',
  );
  expect(codeOf(await addToCart(app, { ...milk, idempotencyKey: 'k1' }))).toBeUndefined();
  expect(codeOf(await addToCart(app, { ...milk, owner: 'bob', quantity: 7, idempotencyKey: 'k1' }))).toBeUndefined();
});

test('carts of two owners are apart', async () => {
  const app = await openShop();
  await fill(app, 'ann', { 'whole-milk-1l': 1 });
  await fill(app, 'bob', { 'bananas-1kg': 2 });
  expect((await readCart(app.db, 'ann')).lines.map((line) => line.product_id)).toEqual(['whole-milk-1l']);
  expect((await readCart(app.db, 'bob')).lines.map((line) => line.product_id)).toEqual(['bananas-1kg']);
});

test('fifty adds at a time all count', async () => {
  const app = await openShop();
  const adds = Array.from({ length: 50 }, () => addToCart(app, { ...milk, quantity: 1 }));
  const counts = (await Promise.all(adds)).map((outcome) => unwrap(outcome).lines[0]?.quantity);
  expect(counts.sort((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

test('fifty adds at a time with one key count once', async () => {
  const app = await openShop();
  const adds = Array.from({ length: 50 }, () => addToCart(app, { ...milk, idempotencyKey: 'k1' }));
  await Promise.all(adds);
  expect((await readCart(app.db, 'ann')).lines[0]?.quantity).toBe(2);
});

test('two processes on one database do not lose adds', async () => {
  const url = await temporaryDatabase();
  const [one, other] = await Promise.all([openShop(url), openShop(url)]);
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => fill(index % 2 ? one : other, 'ann', { 'carrots-1kg': 1 })),
  );
  expect((await readCart(one.db, 'ann')).lines[0]?.quantity).toBe(40);
});

test('the cart survives a restart', async () => {
  const url = await temporaryDatabase();
  const before = await openShop(url);
  await fill(before, 'ann', { 'whole-milk-1l': 2, 'bananas-1kg': 1 });
  const cart = await readCart(before.db, 'ann');
  await before.close();
  const after = await openShop(url);
  expect(await readCart(after.db, 'ann')).toEqual(cart);
});
