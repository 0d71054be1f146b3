import { setTimeout as later } from 'node:timers/promises';
import { inTime } from '../../generator/test/mcp-load/in-time.js';
import type { Line, Way } from '../../generator/test/mcp-load/ways.js';
import type { Sender } from '../../generator/testing/client.js';

/** What a shopper has seen. */
export interface Seen {
  calls: number;
  /** Calls that were sent a second time, a quarter of a second later. */
  retried: number;
  /** Calls that failed the second time too; they are sent again until they are answered. */
  failed: number;
  /** Sessions of GET /sse that were opened again. */
  reconnected: number;
  readonly wrong: string[];
  readonly reasons: Map<string, number>;
  /** Product to pieces whose addition was acknowledged. */
  readonly acknowledged: Map<string, number>;
}

/** Who shops, and how. */
export interface Person {
  readonly name: string;
  readonly way: Way;
  readonly sender: Sender;
  readonly token: string;
  readonly products: readonly string[];
}

interface ShopperOptions extends Person {
  /** Queries, and what search_products has to answer to each. */
  readonly searches: ReadonlyMap<string, unknown>;
}

const answerWithinMs = 15_000;
const mostAttempts = 40;
/** Before a call is sent again: at once, it may meet the very end of the same replica. */
const pauseMs = 250;
/** Between two calls of one shopper. */
const thinkMs = 10;

/** A reply of JSON-RPC to a call. */
export interface Reply {
  readonly id?: unknown;
  readonly error?: unknown;
  readonly result?: { readonly isError?: boolean; readonly structuredContent?: unknown };
}

interface Cart {
  readonly lines: readonly { readonly product_id: string; readonly quantity: number }[];
}

/**
 * Someone who adds one piece after the other, each under a key of its own, and searches in between, until `isOver`. Each
 * answer is held against what it has to be: the cart counts every piece once, however often its addition was sent.
 */
export async function shop(options: ShopperOptions, isOver: () => boolean): Promise<Seen> {
  const { name, way, sender, token, products, searches } = options;
  const seen: Seen = {
    ...{ calls: 0, retried: 0, failed: 0, reconnected: 0 },
    ...{ wrong: [], reasons: new Map(), acknowledged: new Map() },
  };
  let line: Line | undefined;
  let opened = 0;
  const attempt = async (id: number, tool: string, input: Readonly<Record<string, unknown>>): Promise<unknown> => {
    if (line === undefined) {
      if (opened > 0 && way.name.startsWith('GET /sse')) seen.reconnected += 1;
      line = await inTime(way.open(sender, token), answerWithinMs);
      opened += 1;
    }
    const reply = (await inTime(line.ask(id, input, tool), answerWithinMs)) as Reply;
    const content = reply.result?.isError === true ? undefined : reply.result?.structuredContent;
    if (content === undefined) throw new Error(`refused: ${JSON.stringify(reply).slice(0, 300)}`);
    if (reply.id !== id) seen.wrong.push(`${name}: call ${id} heard the answer to ${String(reply.id)}`);
    return content;
  };
  /** The answer to a call, sent as often as it takes. */
  const call = async (id: number, tool: string, input: Readonly<Record<string, unknown>>): Promise<unknown> => {
    seen.calls += 1;
    let first = '';
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt(id, tool, input);
      } catch (error) {
        const reason = String(error).replaceAll(/\s+/g, ' ');
        if (attempts === 1) {
          seen.retried += 1;
          first = reason;
        }
        if (attempts === 2) seen.failed += 1;
        const told = attempts === 1 ? reason : `${way.name}, again: ${reason}, after ${first}`;
        seen.reasons.set(told, (seen.reasons.get(told) ?? 0) + 1);
        if (attempts === mostAttempts) throw error;
        await line?.close().catch(() => {});
        line = undefined;
        await later(pauseMs);
      }
    }
  };

  for (let id = 1; !isOver(); id++) {
    if (id % 3 === 0) {
      const [query, want] = [...searches][id % searches.size] ?? [];
      const found = await call(id, 'search_products', { query });
      if (JSON.stringify(found) !== JSON.stringify(want)) seen.wrong.push(`${name}: another result for '${query}'`);
    } else {
      const product = products[id % products.length] ?? '';
      const want = (seen.acknowledged.get(product) ?? 0) + 1;
      const input = { product_id: product, quantity: 1, idempotency_key: `${name} ${id}` };
      const cart = (await call(id, 'add_to_cart', input)) as Cart;
      const held = cart.lines.find((each) => each.product_id === product)?.quantity;
      if (held !== want) seen.wrong.push(`${name}: ${held} of ${product} in the cart, not ${want}`);
      seen.acknowledged.set(product, want);
    }
    await later(thinkMs);
  }
  await line?.close().catch(() => {});
  return seen;
}
