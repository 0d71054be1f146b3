import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { claim, type RepeatableCall, release } from './idempotency.js';
import { succeed } from './outcome.js';
import { openShop } from './test-shop.js';
import { transact } from './transact.js';

const call: RepeatableCall = {
  owner: 'ann',
  tool: 'checkout',
  key: 'key-1',
  args: [],
  at: new Date('2026-01-01T00:00:00Z'),
};

test('a key that its first call gives back while a second claims it is new to the second', async () => {
  const { db } = await openShop();
  expect(await transact(db, (trx) => claim(trx, call))).toEqual(succeed({ kind: 'new' }));
  let statements = 0;
  const giveBackAfterInsert: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      statements += 1;
      if (statements === 1) await transact(db, async (trx) => succeed(await release(trx, call)));
      return result;
    },
  };
  const second = await transact(db, (trx) => claim(trx.withPlugin(giveBackAfterInsert), call));
  expect(second).toEqual(succeed({ kind: 'new' }));
  expect(statements).toBe(3);
  expect(await transact(db, (trx) => claim(trx, call))).toEqual(succeed({ kind: 'open' }));
});
