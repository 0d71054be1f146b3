import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { addToCart } from './add-to-cart.js';
import { readCart } from './cart.js';
import { checkout } from './checkout.js';
import { addPaymentMethod } from './payment-methods.js';
import { codeOf, fill, openShop, patient, recordCharges, stockOf, temporaryDatabase, unwrap } from './test-shop.js';

/** Two shops on one database: two servers, or two devices of a person. */
async function openTwo() {
  const url = await temporaryDatabase();
  const open = async () => ({ ...(await openShop(url)), newId: randomUUID });
  return [await open(), await open()] as const;
}

test('500 cart edits at a time add up', async () => {
  const shops = await openTwo();
  const products = ['carrots-1kg', 'whole-milk-1l', 'bananas-1kg'];
  const edits = Array.from({ length: 500 }, (_, index) => {
    const productId = products[index % products.length] ?? '';
    return addToCart(shops[index % 2] ?? shops[0], {
      owner: `owner-${index % 4}`,
      productId,
      quantity: 1 + (index % 3),
    });
  });
  for (const outcome of await Promise.all(edits)) expect(codeOf(outcome)).toBeUndefined();
  const carts = await Promise.all([0, 1, 2, 3].map((owner) => readCart(shops[0].db, `owner-${owner}`)));
  for (const [remainder, productId] of products.entries()) {
    const edited = Array.from({ length: 500 }, (_, index) => index).filter((index) => index % 3 === remainder);
    const held = carts.flatMap((cart) => cart.lines.filter((line) => line.product_id === productId));
    const pieces = held.reduce((sum, line) => sum + line.quantity, 0);
    expect(pieces, productId).toBe(edited.length * (1 + remainder));
  }
}, 60_000);

test('edits of one cart from two devices both survive', async () => {
  const [phone, laptop] = await openTwo();
  await Promise.all([
    fill(phone, 'ann', { 'carrots-1kg': 1, 'whole-milk-1l': 2 }),
    fill(laptop, 'ann', { 'bananas-1kg': 3, 'whole-milk-1l': 4 }),
  ]);
  const { lines } = await readCart(phone.db, 'ann');
  const held = Object.fromEntries(lines.map((line) => [line.product_id, line.quantity]));
  expect(held).toEqual({ 'carrots-1kg': 1, 'whole-milk-1l': 6, 'bananas-1kg': 3 });
});

test('stock that is too small for all orders goes to as many as it is enough for', async () => {
  const shops = await openTwo();
  const recorded = shops.map(recordCharges);
  const stock = { 'carrots-1kg': 25, 'bananas-1kg': 40 };
  const [{ db }] = shops;
  for (const [id, pieces] of Object.entries(stock)) {
    await db.updateTable('products').set({ stock: pieces }).where('id', '=', id).execute();
  }
  const owners = Array.from({ length: 40 }, (_, index) => `owner-${index}`);
  for (const [index, owner] of owners.entries()) {
    // Half of the carts hold the products in the other order.
    const ids = index % 2 ? ['carrots-1kg', 'bananas-1kg'] : ['bananas-1kg', 'carrots-1kg'];
    for (const id of ids) await fill(shops[0], owner, { [id]: 2 });
    unwrap(await addPaymentMethod(shops[0], { owner, token: 'tok_ok', makeDefault: true }, patient));
  }
  const outcomes = await Promise.all(
    owners.map((owner, index) => checkout(recorded[index % 2]?.app ?? shops[0], { owner, idempotencyKey: 'k' })),
  );
  const codes = outcomes.map(codeOf);
  expect(codes.filter((code) => code === undefined)).toHaveLength(12);
  expect(codes.filter((code) => code === 'out_of_stock')).toHaveLength(28);
  expect(await stockOf(shops[0], 'carrots-1kg')).toBe(1);
  expect(await stockOf(shops[0], 'bananas-1kg')).toBe(40 - 24);
  expect(await db.selectFrom('orders').select('id').execute()).toHaveLength(12);
  expect(new Set(recorded.flatMap(({ charges }) => charges.map((charge) => charge.idempotencyKey))).size).toBe(12);
}, 60_000);

test('of methods that are made the default at a time one is', async () => {
  const shops = await openTwo();
  const tokens = ['tok_ok', 'tok_declined', 'tok_timeout'];
  for (let round = 0; round < 10; round += 1) {
    const owner = `owner-${round}`;
    const add = (token: string, index: number) =>
      addPaymentMethod(shops[index % 2] ?? shops[0], { owner, token, makeDefault: true }, patient);
    await Promise.all(tokens.map(add));
    const methods = shops[0].db.selectFrom('payment_methods').select('id').where('owner', '=', owner);
    expect(await methods.execute()).toHaveLength(3);
    expect(await methods.where('is_default', '=', 1).execute()).toHaveLength(1);
  }
});
