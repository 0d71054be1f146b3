import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addToCart } from './add-to-cart.js';
import { readCart, touchCart } from './cart.js';
import { faultOf } from './database-fault.js';
import { engineOf } from './engine.js';
import { succeed } from './outcome.js';
import { search } from './search.js';
import { openShop, stockOf, temporaryDatabase, unavailable, unwrap } from './test-shop.js';
import { transact } from './transact.js';

const milk = { owner: 'ann', productId: 'whole-milk-1l', quantity: 1 };

test('a lock that another holds is answered in time, and over when it is', async () => {
  const url = await temporaryDatabase();
  const [app, other] = [await openShop(url), await openShop(url)];
  const trx = await other.db.startTransaction().execute();
  await touchCart(trx, 'ann');
  // Reads go on beside twice as many writers as there are connections.
  const reads = Promise.all([readCart(app.db, 'ann'), search(app, { query: 'milk', in_stock_only: true, limit: 1 })]);
  const edits = Array.from({ length: 20 }, () => addToCart(app, milk));
  const [read, late, ...written] = await Promise.allSettled([
    reads,
    pause(100).then(() => readCart(app.db, 'ann')),
    ...edits,
  ]);
  expect(read).toMatchObject({ value: [{ lines: [] }, { ok: true, value: { products: [{ in_stock: true }] } }] });
  expect(late).toMatchObject({ value: { lines: [] } });
  for (const edit of written) expect(edit).toMatchObject({ reason: unavailable });
  await trx.rollback().execute();
  expect(unwrap(await addToCart(app, milk)).lines[0]?.quantity).toBe(1);
}, 60_000);

test('transactions that wait for each other both come to an end', async () => {
  const app = await openShop();
  let runs = 0;
  const take = (first: string, second: string) =>
    transact(app.db, async (trx) => {
      runs += 1;
      for (const id of [first, second]) {
        await trx
          .updateTable('products')
          .set((row) => ({ stock: row('stock', '-', 1) }))
          .where('id', '=', id)
          .execute();
        await pause(200);
      }
      return succeed(undefined);
    });
  await Promise.all([take('carrots-1kg', 'bananas-1kg'), take('bananas-1kg', 'carrots-1kg')]);
  expect(await stockOf(app, 'carrots-1kg')).toBe(1498);
  expect(await stockOf(app, 'bananas-1kg')).toBe(1798);
  // A file has one writer, so that nobody can wait for another there.
  expect(runs).toBe(engineOf(app.db) === 'postgres' ? 3 : 2);
});

test.each(['40001', '40P01', 'SQLITE_BUSY'])('%s is tried again a few times, and undone each time', async (code) => {
  const app = await openShop();
  let runs = 0;
  const conflict = (until: number) =>
    transact(app.db, async (trx) => {
      runs += 1;
      await touchCart(trx, 'ann');
      if (runs < until) throw faultOf(Object.assign(new Error('secret'), { code }));
      return succeed(await touchCart(trx, 'ann'));
    });
  expect(unwrap(await conflict(5))).toBe(2);
  expect(runs).toBe(5);
  runs = 0;
  await expect(conflict(Number.POSITIVE_INFINITY)).rejects.toMatchObject(unavailable);
  expect(runs).toBe(8);
});

test('what is no conflict is tried once', async () => {
  const app = await openShop();
  for (const code of ['53100', '08006', '57014', '55P03', 'SQLITE_FULL', '23505', '22003']) {
    let runs = 0;
    const failing = transact(app.db, async () => {
      runs += 1;
      throw faultOf(Object.assign(new Error('secret'), { code }));
    });
    await expect(failing, code).rejects.toMatchObject(/^2/.test(code) ? { code } : unavailable);
    expect(runs).toBe(1);
  }
});

test('no text of a caller is an error of the database', async () => {
  const app = await openShop();
  for (const odd of ['\u0000', 'a\u0000b', '\ud800', '🥛', "'", '"', '\\', '%', '$1', '']) {
    const cart = unwrap(await addToCart(app, { ...milk, owner: `${odd}owner`, idempotencyKey: `${odd}key` }));
    expect(unwrap(await addToCart(app, { ...milk, owner: `${odd}owner`, idempotencyKey: `${odd}key` }))).toEqual(cart);
    expect(cart.lines[0]?.quantity).toBe(1);
    expect(await addToCart(app, { ...milk, productId: odd })).toMatchObject({ code: 'unknown_product' });
  }
});
