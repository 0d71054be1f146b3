import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createApp } from '../app.js';
import { catalogue } from './catalogue/catalogue.js';
import { migrate } from './migrations.js';
import { openShop, temporaryDatabase, testTime } from './test-shop.js';

test('refuses a database of a newer shop', async () => {
  const { db } = await openShop();
  await sql`insert into kysely_migration values ('9999-later', '2099-01-01')`.execute(db);
  await expect(migrate(db)).rejects.toThrow('could not be migrated');
});

test('eight shops that start at once on an empty database all do', async () => {
  const env = { DATABASE_URL: await temporaryDatabase() };
  const start = () => createApp({ env, now: () => testTime, newId: () => 'id' });
  const apps = await Promise.all(Array.from({ length: 8 }, start));
  const { db } = await openShop(env.DATABASE_URL);
  await Promise.all(apps.map((app) => app.close()));
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const alone = await openShop();
  const want = await sql`select name from kysely_migration order by name`.execute(alone.db);
  expect(rows).toEqual(want.rows);
  expect(rows.length).toBeGreaterThan(4);
  expect(await db.selectFrom('products').selectAll().execute()).toHaveLength(catalogue.length);
});

test('four processes that start at once on an empty database all do', async () => {
  const url = await temporaryDatabase();
  const module = new URL('../app.ts', import.meta.url).href;
  // Each has everything loaded before any begins.
  const program = `
    const { createApp } = await import('${module}');
    process.stdout.write('ready');
    await new Promise((resolve) => process.stdin.once('data', resolve));
    const app = await createApp({ env: process.env, now: () => new Date(), newId: () => 'id' });
    await app.close();
    process.exit();`;
  const args = ['--import', 'tsx', '--conditions=diglot-source', '--input-type=module', '--eval', program];
  const env = { ...process.env, DATABASE_URL: url };
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const ends = children.map((child) => once(child, 'exit'));
  await Promise.all(children.map((child) => once(child.stdout, 'data')));
  for (const child of children) child.stdin.write('go');
  expect((await Promise.all(ends)).map(([code]) => code)).toEqual([0, 0, 0, 0]);
  const { db } = await openShop(url);
  expect(await db.selectFrom('products').selectAll().execute()).toHaveLength(catalogue.length);
}, 60_000);
