import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from './database.js';
import { openShop, temporaryDatabase } from './test-shop.js';

test('creates the file in a folder that was not there', async () => {
  const url = await temporaryDatabase();
  await openShop(url);
  expect(existsSync(fileURLToPath(url))).toBe(true);
});

test('opens a path with odd characters, given without slashes', async () => {
  const path = `${fileURLToPath(await temporaryDatabase())} 50% off?#1.db`;
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

test.each([
  'mysql://localhost/shop',
  'postgres:',
  'http://db.example.com',
  'shop.db',
  ':memory:',
  'file::memory:',
  'file:',
  '',
])('refuses the URL "%s"', async (url) => {
  await expect(openDatabase(url)).rejects.toThrow(/^DATABASE_URL must be file:<path>/);
});

test('does not repeat a password from the URL', async () => {
  await expect(openDatabase('mysql://ann:secret@localhost')).rejects.toThrow(/^((?!secret).)*$/);
});

test('says why a file cannot be used', async () => {
  const url = await temporaryDatabase();
  const path = fileURLToPath(url);
  mkdirSync(dirname(path));
  await expect(openDatabase(`file:${dirname(path)}`)).rejects.toThrow(/data \(DATABASE_URL\) cannot be opened: /);
  writeFileSync(path, 'This is a letter and no database, however long one looks at it. '.repeat(100));
  await expect(openDatabase(url)).rejects.toThrow(/cannot be opened: .*not a database/);
});
