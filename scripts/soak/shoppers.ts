import { inTime } from '../../generator/test/mcp-load/in-time.js';
import type { Line } from '../../generator/test/mcp-load/ways.js';
import type { Person, Reply } from '../replicas/shopper.js';

/** Someone who makes one call after the other, in a round of twenty of which one is a checkout. */
export interface Shopper {
  /** Makes the next call; rejects when it is not answered as it should be. */
  next(): Promise<void>;
  close(): Promise<void>;
}

const answerWithinMs = 20_000;

/** A checkout comes last, behind the additions that fill the cart: 5% of the calls. */
const round = (
  'search add view search deals add search view add search ' +
  'deals view search add view search add view search checkout'
).split(' ');

const queries = ['milk', 'bread', 'apple', 'coffee', 'soap', 'oat drink', 'frozen peas'];

/** Opens the line of a shopper, who has a payment method then. The products must never run out. */
export async function createShopper({ name, way, sender, token, products }: Person): Promise<Shopper> {
  const line: Line = await inTime(way.open(sender, token), answerWithinMs);
  let calls = 0;
  const call = async (tool: string, input: Readonly<Record<string, unknown>>): Promise<void> => {
    calls += 1;
    const id = calls;
    const reply = (await inTime(line.ask(id, input, tool), answerWithinMs)) as Reply;
    const isRight = reply.id === id && reply.result?.isError !== true && reply.result?.structuredContent !== undefined;
    if (!isRight) throw new Error(`${way.name}, ${tool}: ${JSON.stringify(reply).slice(0, 300)}`);
  };
  const steps: Readonly<Record<string, () => Promise<void>>> = {
    search: () => call('search_products', { query: queries[calls % queries.length], limit: 10 }),
    deals: () => call('get_deals', { limit: 10 }),
    view: () => call('view_cart', {}),
    add: () =>
      call('add_to_cart', {
        product_id: products[calls % products.length],
        quantity: 1,
        idempotency_key: `${name} ${calls}`,
      }),
    checkout: () => call('checkout', { idempotency_key: `${name} ${calls}` }),
  };
  await call('add_payment_method', { payment_token: 'tok_ok' });
  let step = 0;
  return {
    async next() {
      const make = steps[round[step++ % round.length] ?? ''];
      await make?.();
    },
    close: () => line.close(),
  };
}
