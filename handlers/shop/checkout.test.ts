import { expect, test } from 'vitest';
import type { App } from '../app.js';
import { readCart } from './cart.js';
import { checkout } from './checkout.js';
import { addPaymentMethod } from './payment-methods.js';
import {
  codeOf,
  fill,
  openShop,
  patient,
  recordCharges,
  stockOf,
  temporaryDatabase,
  testTime,
  unwrap,
} from './test-shop.js';

const request = { owner: 'ann', idempotencyKey: 'order-1' };

async function pay(app: App, token: string, makeDefault = true): Promise<string> {
  const method = unwrap(await addPaymentMethod(app, { owner: 'ann', token, makeDefault }, patient));
  return method.payment_method_id;
}

async function readyShop(token = 'tok_ok') {
  const { app, charges } = recordCharges(await openShop());
  await fill(app, 'ann', { 'semi-skimmed-milk-1l': 3, 'bananas-1kg': 1 });
  const method = await pay(app, token);
  return { app, charges, method };
}

async function ordersOf(app: App) {
  return app.db.selectFrom('orders').selectAll().execute();
}

async function expectUnchanged(app: App) {
  expect((await readCart(app.db, 'ann')).lines.map((line) => line.quantity)).toEqual([3, 1]);
  expect(await stockOf(app, 'semi-skimmed-milk-1l')).toBe(2000);
  expect(await stockOf(app, 'bananas-1kg')).toBe(1800);
  expect(await ordersOf(app)).toEqual([]);
}

test('orders the cart at current prices', async () => {
  const { app, charges, method } = await readyShop();
  const order = unwrap(await checkout(app, request));
  expect(order).toEqual({
    order_id: expect.any(String),
    status: 'placed',
    total: { amount: 476, currency: 'EUR' },
    placed_at: testTime.toISOString(),
  });
  expect(charges).toEqual([{ reference: 'tok_ok', total: order.total, idempotencyKey: expect.any(String) }]);
  expect((await readCart(app.db, 'ann')).lines).toEqual([]);
  expect(await stockOf(app, 'semi-skimmed-milk-1l')).toBe(1997);
  expect(await ordersOf(app)).toMatchObject([
    { id: order.order_id, owner: 'ann', total: 476, payment_method_id: method },
  ]);
  const lines = await app.db.selectFrom('order_lines').selectAll().orderBy('position').execute();
  expect(lines.map((line) => [line.product_id, line.quantity, line.unit_price])).toEqual([
    ['semi-skimmed-milk-1l', 3, 99],
    ['bananas-1kg', 1, 179],
  ]);
});

test.each([
  ['tok_declined', 'payment_declined'],
  ['tok_timeout', 'payment_timeout'],
])('with %s it fails with %s and changes nothing', async (token, code) => {
  const { app } = await readyShop(token);
  expect(codeOf(await checkout(app, request))).toBe(code);
  await expectUnchanged(app);
  await pay(app, 'tok_ok');
  expect(codeOf(await checkout(app, request))).toBeUndefined();
});

test('a provider that breaks changes nothing', async () => {
  const { app } = await readyShop();
  const payments = { ...app.payments, charge: () => Promise.reject(new Error('provider is down')) };
  expect(codeOf(await checkout({ ...app, payments }, request))).toBe('payment_timeout');
  await expectUnchanged(app);
  expect(codeOf(await checkout(app, request))).toBeUndefined();
});

test('stock that ran out meanwhile stops the order', async () => {
  const { app, charges } = await readyShop();
  await app.db.updateTable('products').set({ stock: 2 }).where('id', '=', 'semi-skimmed-milk-1l').execute();
  const detail = 'There is not enough of Semi-skimmed milk 1 l left for 3.';
  expect(await checkout(app, request)).toMatchObject({ code: 'out_of_stock', failure: { detail } });
  expect(charges).toEqual([]);
  expect(await stockOf(app, 'bananas-1kg')).toBe(1800);
  expect((await readCart(app.db, 'ann')).lines).toHaveLength(2);
});

test('an empty cart and a missing method are said so', async () => {
  const app = await openShop();
  expect(codeOf(await checkout(app, request))).toBe('empty_cart');
  await fill(app, 'ann', { 'bananas-1kg': 1 });
  expect(codeOf(await checkout(app, request))).toBe('no_payment_method');
  const chosen = await pay(app, 'tok_ok', false);
  expect(codeOf(await checkout(app, request))).toBe('no_payment_method');
  const other = await checkout(app, { ...request, paymentMethodId: 'nothing' });
  expect(other).toMatchObject({ code: 'no_payment_method', failure: { pointer: '/payment_method_id' } });
  expect(codeOf(await checkout(app, { ...request, paymentMethodId: chosen }))).toBeUndefined();
});

test("nobody pays with another's method", async () => {
  const { app, method } = await readyShop();
  await fill(app, 'bob', { 'bananas-1kg': 1 });
  const stolen = { owner: 'bob', paymentMethodId: method, idempotencyKey: 'order-1' };
  expect(codeOf(await checkout(app, stolen))).toBe('no_payment_method');
});

test('the same key returns the same order, also after a restart', async () => {
  const url = await temporaryDatabase();
  const before = await openShop(url);
  await fill(before, 'ann', { 'bananas-1kg': 1 });
  await pay(before, 'tok_ok');
  const first = await checkout(before, request);
  await before.close();
  const { app, charges } = recordCharges(await openShop(url));
  await fill(app, 'ann', { 'bananas-1kg': 5 });
  expect(await checkout(app, request)).toEqual(first);
  expect(charges).toEqual([]);
  expect((await readCart(app.db, 'ann')).lines[0]?.quantity).toBe(5);
});

test('the same key with another method is a conflict', async () => {
  const { app, method } = await readyShop();
  await checkout(app, request);
  const other = await checkout(app, { ...request, paymentMethodId: method });
  expect(other).toMatchObject({ code: 'idempotency_conflict', failure: { pointer: '/idempotency_key' } });
});

test('ten checkouts at a time with one key are one order and one charge; who comes too early is told to wait', async () => {
  const { app, charges } = await readyShop();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => checkout(app, request)));
  const codes = new Set(outcomes.map(codeOf).filter((code) => code !== undefined));
  expect([...codes].filter((code) => code !== 'request_in_progress')).toEqual([]);
  const placed = outcomes.filter(({ ok }) => ok).map((outcome) => unwrap(outcome));
  const again = unwrap(await checkout(app, request));
  expect(new Set([...placed, again].map((order) => JSON.stringify(order))).size).toBe(1);
  expect(charges).toHaveLength(1);
  expect(await ordersOf(app)).toHaveLength(1);
});

test('ten checkouts at a time with ten keys are one order', async () => {
  const { app, charges } = await readyShop();
  const keys = Array.from({ length: 10 }, (_, index) => `order-${index}`);
  const outcomes = await Promise.all(keys.map((idempotencyKey) => checkout(app, { owner: 'ann', idempotencyKey })));
  expect(outcomes.map(codeOf).filter((code) => code === 'empty_cart')).toHaveLength(9);
  expect(charges).toHaveLength(1);
});

test('the last pieces go to one of two owners', async () => {
  const app = await openShop();
  await app.db.updateTable('products').set({ stock: 3 }).where('id', '=', 'bananas-1kg').execute();
  for (const owner of ['ann', 'bob']) {
    await fill(app, owner, { 'bananas-1kg': 2 });
    await addPaymentMethod(app, { owner, token: 'tok_ok', makeDefault: true }, patient);
  }
  const outcomes = await Promise.all(['ann', 'bob'].map((owner) => checkout(app, { ...request, owner })));
  expect(outcomes.map(codeOf).sort()).toEqual(['out_of_stock', undefined]);
  expect(await stockOf(app, 'bananas-1kg')).toBe(1);
});

test('the provider gets a key per owner and order that names nobody', async () => {
  const { app, charges } = await readyShop();
  await checkout(app, request);
  await fill(app, 'bob', { 'bananas-1kg': 1 });
  await addPaymentMethod(app, { owner: 'bob', token: 'tok_ok', makeDefault: true }, patient);
  await checkout(app, { ...request, owner: 'bob' });
  const keys = charges.map((charge) => charge.idempotencyKey);
  expect(new Set(keys).size).toBe(2);
  expect(keys.join()).not.toMatch(/ann|bob|order-1/);
});
