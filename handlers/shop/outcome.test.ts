import type { ToolContext } from 'diglot/runtime';
import { expect, test } from 'vitest';
import { fail, type Outcome, settle, succeed } from './outcome.js';
import { ownerOf } from './owner.js';

const caller = { tenant: 't', subject: 's', clientId: 'c', scopes: [], roles: [], kind: 'user' } as const;
const log = { debug() {}, info() {}, warn() {}, error() {} };

const ctx: ToolContext<unknown, 'out_of_stock'> = {
  app: undefined,
  caller,
  signal: new AbortController().signal,
  requestId: 'r',
  surface: 'rest',
  log,
  progress() {},
  error: (code, detail) => new Error(`${code} ${detail?.pointer}`),
  notImplemented: () => new Error('not implemented'),
};

test('a success is its value, a failure the declared error', () => {
  expect(settle(ctx, succeed(1))).toBe(1);
  expect(() => settle(ctx, fail('out_of_stock', { pointer: '/quantity' }))).toThrow('out_of_stock /quantity');
});

test('a code that the tool does not declare does not compile', () => {
  const outcome: Outcome<number, 'out_of_stock' | 'empty_cart'> = fail('empty_cart');
  // @ts-expect-error: empty_cart is not declared.
  expect(() => settle(ctx, outcome)).toThrow('empty_cart');
});

test('owners are told apart by tenant and subject, on whatever client', () => {
  expect(ownerOf({ ...caller, clientId: 'other' })).toBe(ownerOf(caller));
  expect(ownerOf({ ...caller, tenant: 'u' })).not.toBe(ownerOf(caller));
  expect(ownerOf({ ...caller, tenant: 't","s', subject: '' })).not.toBe(
    ownerOf({ ...caller, tenant: 't', subject: 's","' }),
  );
  expect(() => ownerOf({ ...caller, kind: 'anonymous' })).toThrow('who calls');
});
