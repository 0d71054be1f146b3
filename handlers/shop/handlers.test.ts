import type { ToolContext } from 'diglot/runtime';
import { expect, test } from 'vitest';
import { addPaymentMethod } from '../add_payment_method.js';
import { addToCart } from '../add_to_cart.js';
import type { App } from '../app.js';
import { checkout } from '../checkout.js';
import { getDeals } from '../get_deals.js';
import { searchProducts } from '../search_products.js';
import { viewCart } from '../view_cart.js';
import { openShop, patient } from './test-shop.js';

function contextOf(app: App, subject = 'ann'): ToolContext<App, string> {
  return {
    app,
    caller: { tenant: 't', subject, clientId: 'c', scopes: [], roles: [], kind: 'user' },
    signal: patient,
    requestId: 'r',
    surface: 'mcp',
    log: { debug() {}, info() {}, warn() {}, error() {} },
    progress() {},
    error: (code, { pointer = '' } = {}) => new Error(`${code} ${pointer}`),
    notImplemented: () => new Error('not implemented'),
  };
}

test('from a search to an order', async () => {
  const ctx = contextOf(await openShop());
  const found = await searchProducts({ query: 'oat milk', in_stock_only: true, limit: 1 }, ctx);
  const { deals } = await getDeals({ category: 'drinks', limit: 1 }, ctx);
  for (const product_id of [found.products[0]?.product_id, deals[0]?.product_id]) {
    await addToCart({ product_id: product_id ?? '', quantity: 2, idempotency_key: `add-${product_id}` }, ctx);
  }
  const cart = await viewCart({}, ctx);
  expect(cart.lines.map((line) => line.product_id)).toEqual(['oat-drink-1l', 'espresso-beans-1kg']);
  const method = await addPaymentMethod({ payment_token: 'tok_ok', make_default: true }, ctx);
  expect(method).toMatchObject({ last4: '4242', is_default: true });
  const order = await checkout({ idempotency_key: 'order-1' }, ctx);
  expect(order).toMatchObject({ status: 'placed', total: cart.total });
  expect((await viewCart({}, ctx)).lines).toEqual([]);
});

test('failures are the declared errors', async () => {
  const ctx = contextOf(await openShop());
  const add = { product_id: 'bananas-1kg', quantity: 1 };
  const cursor = { query: 'milk', in_stock_only: false, limit: 1, cursor: 'x' };
  await expect(async () => searchProducts(cursor, ctx)).rejects.toThrow('invalid_cursor /cursor');
  await expect(async () => addToCart({ ...add, product_id: 'x' }, ctx)).rejects.toThrow('unknown_product /product_id');
  await expect(async () => checkout({ idempotency_key: 'k' }, ctx)).rejects.toThrow('empty_cart');
  await addToCart(add, ctx);
  const unknown = { payment_method_id: 'x', idempotency_key: 'k' };
  await expect(async () => checkout(unknown, ctx)).rejects.toThrow('no_payment_method /payment_method_id');
  const other = { payment_token: 'tok_other', make_default: true };
  await expect(async () => addPaymentMethod(other, ctx)).rejects.toThrow('payment_declined /payment_token');
});

test('every caller has a cart of their own', async () => {
  const app = await openShop();
  await addToCart({ product_id: 'bananas-1kg', quantity: 1 }, contextOf(app));
  expect((await viewCart({}, contextOf(app, 'bob'))).lines).toEqual([]);
  expect((await viewCart({}, contextOf(app))).lines).toHaveLength(1);
});
