import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from './database.js';
import { migrate } from './migrations.js';
import { fail, succeed } from './outcome.js';
import { openShop, stockOf, temporaryDatabase } from './test-shop.js';
import { transact } from './transact.js';

test('creates the file in a folder that was not there', async () => {
  const url = temporaryDatabase();
  await openShop(url);
  expect(existsSync(fileURLToPath(url))).toBe(true);
});

test('opens a path with odd characters, given without slashes', async () => {
  const path = `${fileURLToPath(temporaryDatabase())} 50% off?#1.db`;
  await openShop(`file:${path}`);
  expect(existsSync(path)).toBe(true);
});

test('writes ahead and enforces foreign keys', async () => {
  const { db } = await openShop();
  const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
  expect(rows[0]?.journal_mode).toBe('wal');
  const orphan = { owner: 'nobody', product_id: 'nothing', quantity: 1, position: 1 };
  await expect(db.insertInto('cart_lines').values(orphan).execute()).rejects.toThrow(/FOREIGN KEY/);
});

test.each(['mysql://localhost/shop', 'http://db.example.com', 'shop.db', ':memory:', 'file::memory:', 'file:', ''])(
  'refuses the URL "%s"',
  async (url) => {
    await expect(openDatabase(url)).rejects.toThrow(/^DATABASE_URL must be file:<path>/);
  },
);

test('does not repeat a password from the URL', async () => {
  await expect(openDatabase('mysql://ann:secret@localhost')).rejects.toThrow(/^((?!secret).)*$/);
});

test('says why a file cannot be used', async () => {
  const url = temporaryDatabase();
  const path = fileURLToPath(url);
  mkdirSync(dirname(path));
  await expect(openDatabase(`file:${dirname(path)}`)).rejects.toThrow(/data \(DATABASE_URL\) cannot be opened: /);
  writeFileSync(path, 'This is a letter and no database, however long one looks at it. '.repeat(100));
  await expect(openDatabase(url)).rejects.toThrow(/cannot be opened: .*not a database/);
});

test('refuses a file of a newer shop', async () => {
  const { db } = await openShop();
  await sql`insert into kysely_migration values ('9999-later', '2099-01-01')`.execute(db);
  await expect(migrate(db)).rejects.toThrow('could not be migrated');
});

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
  const url = temporaryDatabase();
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
