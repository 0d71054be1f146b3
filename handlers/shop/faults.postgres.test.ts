import { inspect } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { App } from '../app.js';
import { addToCart } from './add-to-cart.js';
import { readCart, touchCart } from './cart.js';
import { openDatabase } from './database.js';
import { limits } from './database-limits.js';
import { succeed } from './outcome.js';
import { mountSmallDisk } from './test-disk.js';
import { type PostgresServer, startPostgres } from './test-postgres.js';
import { openShop, unavailable, unwrap } from './test-shop.js';
import { transact } from './transact.js';

const carrots = { owner: 'ann', productId: 'carrots-1kg', quantity: 1 };

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());

async function held(app: App, owner: string): Promise<number> {
  return (await readCart(app.db, owner)).lines[0]?.quantity ?? 0;
}

test('a server that ends in the middle loses what was not acknowledged and nothing else', async () => {
  const app = await openShop(server.url);
  unwrap(await addToCart(app, carrots));
  const interrupted = transact(app.db, async (trx) => {
    await touchCart(trx, 'ann');
    await trx.updateTable('cart_lines').set({ quantity: 1000 }).where('owner', '=', 'ann').execute();
    await server.crash();
    return succeed(undefined);
  });
  await expect(interrupted).rejects.toMatchObject(unavailable);
  await expect(addToCart(app, carrots)).rejects.toMatchObject(unavailable);
  await expect(readCart(app.db, 'ann')).rejects.toMatchObject(unavailable);
  await server.restart();
  expect(await held(app, 'ann')).toBe(1);
  expect(unwrap(await addToCart(app, carrots)).lines[0]?.quantity).toBe(2);
}, 60_000);

test('edits through a restart of the server count when they were acknowledged', async () => {
  const app = await openShop(server.url);
  let isOver = false;
  let [acknowledged, refused] = [0, 0];
  const edit = async () => {
    while (!isOver) {
      const outcome = await addToCart(app, { ...carrots, owner: 'bob' }).catch((error: unknown) => {
        expect(error).toMatchObject(unavailable);
      });
      if (outcome === undefined) refused += 1;
      else acknowledged += unwrap(outcome) && 1;
    }
  };
  const editing = Array.from({ length: 5 }, edit);
  await expect.poll(() => acknowledged).toBeGreaterThan(20);
  await server.crash();
  await expect.poll(() => refused).toBeGreaterThan(5);
  await server.restart();
  const before = acknowledged;
  await expect.poll(() => acknowledged, { timeout: 15_000 }).toBeGreaterThan(before + 20);
  isOver = true;
  await Promise.all(editing);
  // A commit whose answer was lost may have been kept: at most one of each editor.
  const quantity = await held(app, 'bob');
  expect(quantity).toBeGreaterThanOrEqual(acknowledged);
  expect(quantity).toBeLessThanOrEqual(acknowledged + editing.length);
}, 60_000);

test('a server that stands still is given up on', async () => {
  const app = await openShop(server.url);
  await Promise.all(Array.from({ length: 10 }, () => addToCart(app, { ...carrots, owner: 'cid' })));
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(app.db);
  const { rows: own } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(app.db);
  const pids = [server.pid, ...new Set([...rows, ...own].map((row) => row.pid))];
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    const calls = Array.from({ length: 25 }, () => addToCart(app, { ...carrots, owner: 'cid' }));
    const outcomes = await Promise.allSettled([...calls, readCart(app.db, 'cid')]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: unavailable });
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
  expect(unwrap(await addToCart(app, { ...carrots, owner: 'cid' })).lines[0]?.quantity).toBeGreaterThanOrEqual(11);
}, 60_000);

test('who finds no free connection is told so', async () => {
  const app = await openShop(server.url);
  const all = await Promise.all(Array.from({ length: limits.connections }, () => app.db.startTransaction().execute()));
  await expect(readCart(app.db, 'ann')).rejects.toMatchObject(unavailable);
  await Promise.all(all.map((trx) => trx.rollback().execute()));
  expect((await readCart(app.db, 'nobody')).lines).toEqual([]);
}, 60_000);

test('a statement that takes too long ends', async () => {
  const app = await openShop(server.url);
  await expect(sql`select pg_sleep(60)`.execute(app.db)).rejects.toMatchObject(unavailable);
  expect((await readCart(app.db, 'nobody')).lines).toEqual([]);
}, 60_000);

test('an error quotes nothing of a row', async () => {
  const { db } = await openShop(server.url);
  const cart = { owner: 'secret-owner', revision: 1 };
  await db.insertInto('carts').values(cart).execute();
  const again: unknown = await db
    .insertInto('carts')
    .values(cart)
    .execute()
    .catch((error: unknown) => error);
  expect(again).toMatchObject({ code: '23505' });
  expect(inspect(again, { depth: 5, showHidden: true })).not.toContain('secret-owner');
});

test('why a server cannot be used is said without the password', async () => {
  const { host } = new URL(server.url);
  const url = `postgres://postgres:swordfish@${host}/nowhere`;
  const want = `The database postgres://${host}/nowhere (DATABASE_URL) cannot be opened: database "nowhere" does not exist`;
  await expect(openDatabase(url)).rejects.toThrow(want);
  const closed = openDatabase('postgres://ann:swordfish@127.0.0.1:1/shop');
  await expect(closed).rejects.toThrow(
    /^The database postgres:\/\/127.0.0.1:1\/shop .*: connect ECONNREFUSED 127.0.0.1:1$/,
  );
});

test('a full disk is answered, loses nothing that was acknowledged, and is over when there is room', async ({
  skip,
}) => {
  const disk = mountSmallDisk(128, skip);
  const small = await startPostgres(disk.folder);
  onTestFinished(() => small.stop());
  const app = await openShop(small.url);
  disk.fill(4);
  let added = 0;
  let refused = 0;
  // Long keys fill what is left: the log of changes first.
  for (let index = 0; index < 4000 && refused < 20; index += 1) {
    const idempotencyKey = `${index} ${'k'.repeat(3000)}`;
    try {
      unwrap(await addToCart(app, { ...carrots, owner: 'eve', idempotencyKey }));
      added += 1;
    } catch (error) {
      expect(error).toMatchObject(unavailable);
      refused += 1;
    }
  }
  expect({ refused, hasAdded: added > 0 }).toEqual({ refused: 20, hasAdded: true });
  disk.clear();
  // Without room for its log the server ends by itself.
  await small.crash();
  await small.restart();
  expect(await held(app, 'eve')).toBe(added);
  unwrap(await addToCart(app, { ...carrots, owner: 'eve' }));
  expect(await held(app, 'eve')).toBe(added + 1);
}, 120_000);
