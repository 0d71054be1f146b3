import { expect, test } from 'vitest';
import { addPaymentMethod } from './payment-methods.js';
import { codeOf, openShop, patient, unwrap } from './test-shop.js';

const request = { owner: 'ann', token: 'tok_ok', makeDefault: true };

test('keeps a method under its reference', async () => {
  const app = await openShop();
  const method = unwrap(await addPaymentMethod(app, request, patient));
  expect(method).toEqual({ payment_method_id: 'id-1', brand: 'Visa', last4: '4242', is_default: true });
});

test('the same token again is the same method', async () => {
  const app = await openShop();
  const first = unwrap(await addPaymentMethod(app, request, patient));
  expect(unwrap(await addPaymentMethod(app, { ...request, makeDefault: false }, patient))).toEqual(first);
  expect(await app.db.selectFrom('payment_methods').selectAll().execute()).toHaveLength(1);
});

test('an owner has at most one default', async () => {
  const app = await openShop();
  await addPaymentMethod(app, request, patient);
  await addPaymentMethod(app, { ...request, owner: 'bob' }, patient);
  const second = unwrap(await addPaymentMethod(app, { ...request, token: 'tok_declined' }, patient));
  expect(second.is_default).toBe(true);
  const third = unwrap(await addPaymentMethod(app, { ...request, token: 'tok_timeout', makeDefault: false }, patient));
  expect(third.is_default).toBe(false);
  const defaults = await app.db.selectFrom('payment_methods').select('owner').where('is_default', '=', 1).execute();
  expect(defaults.map((row) => row.owner).sort()).toEqual(['ann', 'bob']);
});

test('refuses a token the provider does not know, and gives up when nobody waits', async () => {
  const app = await openShop();
  expect(codeOf(await addPaymentMethod(app, { ...request, token: 'tok_other' }, patient))).toBe('payment_declined');
  expect(codeOf(await addPaymentMethod(app, request, AbortSignal.abort()))).toBe('payment_timeout');
});
