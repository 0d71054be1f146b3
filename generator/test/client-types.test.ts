import { hc } from 'hono/client';
import { expectTypeOf, test } from 'vitest';
import type { Tools } from '../../generated/contract.js';
import type { router } from '../../generated/router.js';

test("Hono's client knows the tools: what they take and what they answer", () => {
  const client = hc<typeof router>('http://127.0.0.1:1');
  type Call = (typeof client.tools.search_products)['$post'];
  expectTypeOf<Parameters<Call>[0]['json']>().toExtend<{ query: string; limit?: number }>();
  expectTypeOf<{ json: { query: string } }>().toExtend<Parameters<Call>[0]>();
  expectTypeOf<{ json: { query: number } }>().not.toExtend<Parameters<Call>[0]>();
  type Answer = Awaited<ReturnType<Awaited<ReturnType<Call>>['json']>>;
  expectTypeOf<Extract<Answer, { products: unknown }>>().toExtend<Tools['search_products']['output']>();
});
