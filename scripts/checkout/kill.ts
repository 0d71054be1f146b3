import { setTimeout as later } from 'node:timers/promises';
import { randomOf } from '../../generator/test/fuzz/random.js';
import { openCharges, readStock, reconcile } from './books.js';
import { type Answer, type Call, mcpCall, persist, restCall } from './caller.js';
import { type Company, type Engine, openCompany, readTask } from './company.js';

// `kill -9` during concurrent checkouts: npm run kill:checkout -- --runs 200. The built shop is killed at random moments and
// started again; shoppers repeat what was not answered, with the same keys. In the end every acknowledged order is there,
// nothing was charged twice, and stock, orders, carts and the provider's ledger add up.

const { count: runs, engines, seed } = readTask('runs', '20');

const shoppers = 8;
/** One in four has a card that is declined, one in four one whose answers come late. */
const cards = ['tok_ok', 'tok_slow', 'tok_ok', 'tok_declined'];
const mostUpMs = 400;
const settleWithinMs = 30_000;
/** A call that is cut off again and again is tried for so long. */
const patienceMs = 180_000;

for (const engine of engines) if (!(await run(engine))) process.exitCode = 1;

async function run(engine: Engine): Promise<boolean> {
  const company = await openCompany(engine);
  try {
    return await killAndReconcile(company, engine);
  } finally {
    await company.close();
  }
}

async function killAndReconcile(company: Company, engine: Engine): Promise<boolean> {
  const { server, origin, ledger } = company;
  const { below } = randomOf(seed, 0);
  await server.start();
  const db = await company.openDatabase();
  const stock = await readStock(db);
  const products = [...stock].filter(([, count]) => count > 0).map(([id]) => id);
  let isOver = false;
  const all = await Promise.all(
    Array.from({ length: shoppers }, async (_, index) => {
      const name = `shopper ${index}`;
      const token = await company.mint(name);
      const call = index % 2 === 0 ? restCall(origin, token) : mcpCall(origin, token);
      return createShopper({ name, call, products, card: cards[index % cards.length] ?? '' });
    }),
  );
  const lost: string[] = [];
  const shopping = all.map(({ shop }) => shop(() => !isOver).catch((error: unknown) => void lost.push(String(error))));
  let kills = 0;
  for (; kills < runs; kills++) {
    await later(20 + below(mostUpMs));
    await server.kill();
    await server.start();
    if (kills % 50 === 49) process.stdout.write(`${engine}: ${kills + 1} of ${runs} kills\n`);
  }
  isOver = true;
  await Promise.all(shopping);
  const deadline = performance.now() + settleWithinMs;
  while ((await openCharges(db)) > 0 && performance.now() < deadline) await later(200);
  const books = await reconcile(db, ledger, stock);
  const faults = [...lost, ...books.faults, ...all.flatMap(({ faults: own }) => own)];
  const carts = await db.selectFrom('cart_lines').select(['owner', 'quantity']).execute();
  const lines = await db
    .selectFrom('order_lines')
    .innerJoin('orders', 'orders.id', 'order_lines.order_id')
    .select(['owner', 'quantity'])
    .execute();
  const held = [...carts, ...lines];
  for (const { name, added } of all) {
    const pieces = held
      .filter(({ owner }) => owner.includes(JSON.stringify(name)))
      .reduce((sum, { quantity }) => sum + quantity, 0);
    if (pieces !== added()) faults.push(`${name}: ${pieces} pieces in cart and orders, ${added()} acknowledged`);
  }
  let missing = 0;
  const ids = new Set((await db.selectFrom('orders').select('id').execute()).map(({ id }) => id));
  for (const { orders } of all) for (const id of orders.values()) if (!ids.has(id)) missing += 1;
  await db.destroy();
  const acknowledged = all.reduce((sum, { orders }) => sum + orders.size, 0);
  const declined = all.reduce((sum, each) => sum + each.declined(), 0);
  // Every shopper has asked until it was told.
  if (books.orders !== acknowledged) faults.push(`${books.orders} orders, ${acknowledged} acknowledged`);
  if (acknowledged === 0 || declined === 0) faults.push('nothing was ordered, or nothing declined: that shows nothing');
  process.stdout.write(
    `${engine}: ${kills} kills, ${acknowledged} orders acknowledged, ${missing} of them lost, ${books.orders} orders, ` +
      `${books.charges} charges, ${declined} declined, ${faults.length} faults\n`,
  );
  for (const fault of faults.slice(0, 10)) process.stdout.write(`  ${fault}\n`);
  return missing === 0 && faults.length === 0;
}

interface Shopper {
  readonly name: string;
  /** Idempotency key to the order that was acknowledged for it. */
  readonly orders: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
  /** Pieces whose addition was acknowledged. */
  added(): number;
  declined(): number;
  shop(goesOn: () => boolean): Promise<void>;
}

interface Options {
  readonly name: string;
  readonly call: Call;
  readonly products: readonly string[];
  readonly card: string;
}

/** Fills a cart and orders it, again and again; whatever is not answered is repeated until it is, killed or not. */
function createShopper({ name, call, products, card }: Options): Shopper {
  const orders = new Map<string, string>();
  const faults: string[] = [];
  let added = 0;
  let declined = 0;
  let steps = 0;
  /** Repeats a call until it is answered, also when shopping is over. */
  const insist = async (tool: string, input: Readonly<Record<string, unknown>>): Promise<Answer> => {
    const deadline = performance.now() + patienceMs;
    const answer = await persist(
      () => call(tool, input),
      () => performance.now() < deadline,
    );
    if (answer === undefined) throw new Error(`${name}: ${tool} is not answered within ${patienceMs / 1000} s`);
    return answer;
  };
  const order = async (key: string) => {
    const answer = await insist('checkout', { idempotency_key: key });
    if (!answer.ok) {
      if (answer.code === 'payment_declined') declined += 1;
      // A charge may time out while the server is being killed.
      else if (answer.code !== 'payment_timeout')
        faults.push(`${name}: checkout answered ${answer.text.slice(0, 200)}`);
      return;
    }
    orders.set(key, JSON.parse(answer.text).order_id);
    const again = await insist('checkout', { idempotency_key: key });
    if (!again.ok || again.text !== answer.text)
      faults.push(`${name}: ${key} is answered ${again.text}, was ${answer.text}`);
  };
  return {
    name,
    orders,
    faults,
    added: () => added,
    declined: () => declined,
    async shop(goesOn) {
      await insist('add_payment_method', { payment_token: card });
      while (goesOn()) {
        steps += 1;
        const product_id = products[(steps * 7) % products.length];
        const answer = await insist('add_to_cart', {
          product_id,
          quantity: 1,
          idempotency_key: `${name} adds ${steps}`,
        });
        if (answer.ok) added += 1;
        else if (answer.code !== 'out_of_stock')
          faults.push(`${name}: add_to_cart answered ${answer.text.slice(0, 200)}`);
        if (steps % 2 === 0 && added > 0) await order(`${name} orders ${steps}`);
      }
    },
  };
}
