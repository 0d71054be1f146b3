import { describe, expect, test } from 'vitest';
import type { App } from '../app.js';
import { readCart } from './cart.js';
import { checkout } from './checkout.js';
import { settleDue } from './outbox.js';
import { addPaymentMethod } from './payment-methods.js';
import type { PaymentProvider } from './payment-provider.js';
import { codeOf, fill, openShop, patient, recordCharges, stockOf, testTime, unwrap } from './test-shop.js';

/** What becomes of a checkout that is cut off, or whose provider does not say. */

const request = { owner: 'ann', idempotencyKey: 'order-1' };
const bananas = 'bananas-1kg';

async function ready(token = 'tok_ok') {
  const { app, charges } = recordCharges(await openShop());
  await fill(app, 'ann', { [bananas]: 2 });
  unwrap(await addPaymentMethod(app, { owner: 'ann', token, makeDefault: true }, patient));
  return { app, charges };
}

/** The shop with another provider, some seconds later. */
const changed = (app: App, payments: Partial<PaymentProvider>, seconds = 0): App => ({
  ...app,
  payments: { ...app.payments, ...payments },
  now: () => new Date(testTime.getTime() + seconds * 1000),
});
const later = (app: App, seconds = 60) => changed(app, {}, seconds);

const silent: PaymentProvider['charge'] = async () => ({ kind: 'timeout' });
const mute: PaymentProvider['cancel'] = async () => ({ kind: 'timeout' });

async function outboxOf(app: App) {
  return app.db.selectFrom('outbox').selectAll().execute();
}

async function ordersOf(app: App) {
  return app.db.selectFrom('orders').select(['id', 'charge_id']).execute();
}

/** A process that ends while the provider is being asked: what it had begun stays as it was. */
async function cutOff(app: App, when: 'before the charge' | 'after the charge'): Promise<void> {
  const never = new Promise<never>(() => {});
  let reached: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const charge: PaymentProvider['charge'] = async (...args) => {
    if (when === 'after the charge') await app.payments.charge(...args);
    reached();
    return never;
  };
  void checkout(changed(app, { charge }), request);
  await asked;
}

describe.each(['before the charge', 'after the charge'] as const)('cut off %s', (when) => {
  test('the shop settles it, once', async () => {
    const { app, charges } = await ready();
    await cutOff(app, when);
    expect(await stockOf(app, bananas)).toBe(1798);
    // While its lease runs, it may still be answered.
    expect(await settleDue(app)).toBe(0);
    expect(await settleDue(later(app))).toBe(1);
    expect(await settleDue(later(app))).toBe(0);
    const [order, ...others] = await ordersOf(app);
    expect(others).toEqual([]);
    expect(unwrap(await checkout(later(app), request)).order_id).toBe(order?.id);
    expect(new Set(charges.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(await stockOf(app, bananas)).toBe(1798);
    expect((await readCart(app.db, 'ann')).lines).toEqual([]);
  });

  test('a repeat is told to wait while the lease runs, and settles it then', async () => {
    const { app } = await ready();
    await cutOff(app, when);
    expect(codeOf(await checkout(app, request))).toBe('request_in_progress');
    const order = unwrap(await checkout(later(app), request));
    expect(await ordersOf(app)).toMatchObject([{ id: order.order_id }]);
    expect(await outboxOf(app)).toEqual([]);
  });
});

test('two who settle at a time ask the provider once', async () => {
  const { app, charges } = await ready();
  await cutOff(app, 'before the charge');
  await Promise.all(Array.from({ length: 5 }, () => settleDue(later(app))));
  expect(charges).toHaveLength(1);
  expect(await ordersOf(app)).toHaveLength(1);
});

test('a provider that says nothing at all is asked again, less and less often, and nothing is lost', async () => {
  const { app } = await ready();
  const gone = changed(app, { charge: silent, cancel: mute });
  expect(codeOf(await checkout(gone, request))).toBe('request_in_progress');
  expect(await outboxOf(app)).toMatchObject([{ attempts: 1 }]);
  expect(codeOf(await checkout(gone, request))).toBe('request_in_progress');
  expect(await settleDue(changed(app, { charge: silent, cancel: mute }, 3))).toBe(1);
  expect(await settleDue(changed(app, { charge: silent, cancel: mute }, 4))).toBe(0);
  expect(await outboxOf(app)).toMatchObject([{ attempts: 2 }]);
  expect(await settleDue(later(app))).toBe(1);
  const order = unwrap(await checkout(app, request));
  expect(await ordersOf(app)).toMatchObject([{ id: order.order_id }]);
});

test('an answer that comes too late was a charge: the order is placed', async () => {
  const { app } = await ready();
  const charge: PaymentProvider['charge'] = async (...args) => {
    await app.payments.charge(...args);
    return { kind: 'timeout' };
  };
  const order = unwrap(await checkout(changed(app, { charge }), request));
  expect(await ordersOf(app)).toMatchObject([{ id: order.order_id }]);
});

test('what is cancelled is charged by nobody any more, and can be tried again', async () => {
  const { app, charges } = await ready('tok_timeout');
  expect(codeOf(await checkout(app, request))).toBe('payment_timeout');
  const [first] = charges;
  if (first === undefined) throw new Error('nothing was charged');
  expect(await app.payments.charge({ ...first, reference: 'tok_ok' }, patient)).toEqual({ kind: 'declined' });
  unwrap(await addPaymentMethod(app, { owner: 'ann', token: 'tok_ok', makeDefault: true }, patient));
  expect(unwrap(await checkout(app, request)).total.amount).toBe(358);
  expect(charges.at(-1)?.idempotencyKey).not.toBe(first.idempotencyKey);
});

test('what is given back joins what the cart holds by now', async () => {
  const { app } = await ready();
  const charge: PaymentProvider['charge'] = async () => {
    await fill(app, 'ann', { [bananas]: 1, 'oat-drink-1l': 1 });
    return { kind: 'declined' };
  };
  expect(codeOf(await checkout(changed(app, { charge }), request))).toBe('payment_declined');
  const { lines } = await readCart(app.db, 'ann');
  expect(lines.map(({ product_id, quantity }) => [product_id, quantity])).toEqual([
    [bananas, 3],
    ['oat-drink-1l', 1],
  ]);
  expect(await stockOf(app, bananas)).toBe(1800);
});

test('a payment method is kept once for a key', async () => {
  const { app } = await ready();
  const add = (token: string, makeDefault = true) =>
    addPaymentMethod(app, { owner: 'bob', token, makeDefault, idempotencyKey: 'card' }, patient);
  const first = unwrap(await add('tok_ok'));
  unwrap(await addPaymentMethod(app, { owner: 'bob', token: 'tok_slow', makeDefault: true }, patient));
  // What has changed since does not show.
  expect(JSON.stringify(unwrap(await add('tok_ok')))).toBe(JSON.stringify(first));
  expect(codeOf(await add('tok_slow'))).toBe('idempotency_conflict');
  expect(codeOf(await add('tok_ok', false))).toBe('idempotency_conflict');
  // The key decides before the provider is asked: it may be gone by now, or refuse another token.
  const store: PaymentProvider['store'] = async () => ({ kind: 'timeout' });
  const again = { owner: 'bob', token: 'tok_ok', makeDefault: true, idempotencyKey: 'card' };
  expect(unwrap(await addPaymentMethod(changed(app, { store }), again, patient))).toEqual(first);
  expect(codeOf(await add('tok_of_nobody'))).toBe('idempotency_conflict');
  const remembered = JSON.stringify(await app.db.selectFrom('idempotency').selectAll().execute());
  expect(remembered).not.toContain('tok_ok');
});
