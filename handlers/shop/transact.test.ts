import { expect, test } from 'vitest';
import { fail, succeed } from './outcome.js';
import { openShop, stockOf, temporaryDatabase } from './test-shop.js';
import { transact } from './transact.js';

test('a failure and a throw undo the transaction', async () => {
  const app = await openShop();
  const emptied = app.db.updateTable('products').set({ stock: 0 }).where('id', '=', 'carrots-1kg');
  const failed = await transact(app.db, async (trx) => {
    await trx.executeQuery(emptied);
    return fail('no');
  });
  expect(failed).toEqual({ ok: false, code: 'no', failure: {} });
  const thrown = transact(app.db, async (trx) => {
    await trx.executeQuery(emptied);
    throw new Error('broken');
  });
  await expect(thrown).rejects.toThrow('broken');
  expect(await stockOf(app, 'carrots-1kg')).toBe(1500);
});

test('reads do not wait for a running transaction and do not see it', async () => {
  const app = await openShop();
  await transact(app.db, async (trx) => {
    await trx.updateTable('products').set({ stock: 7 }).where('id', '=', 'carrots-1kg').execute();
    expect(await stockOf(app, 'carrots-1kg')).toBe(1500);
    return succeed(undefined);
  });
  expect(await stockOf(app, 'carrots-1kg')).toBe(7);
});

test('close waits for a running transaction', async () => {
  const url = await temporaryDatabase();
  const app = await openShop(url);
  let closing: Promise<void> | undefined;
  await transact(app.db, async (trx) => {
    closing = app.close();
    await trx.updateTable('products').set({ stock: 7 }).where('id', '=', 'carrots-1kg').execute();
    return succeed(undefined);
  });
  await closing;
  expect(await stockOf(await openShop(url), 'carrots-1kg')).toBe(7);
});
