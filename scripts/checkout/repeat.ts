import { randomOf } from '../../generator/test/fuzz/random.js';
import { readStock, reconcile } from './books.js';
import { type Call, mcpCall, persist, restCall } from './caller.js';
import { type Company, type Engine, openCompany, readTask } from './company.js';

// Idempotency keys: npm run repeat:keys -- --keys 10000. Each key is sent up to ten times at once, over both surfaces, to a
// tool that changes something: one effect each, and one answer, byte for byte; with other arguments it is a conflict.

const { count: keys, engines, seed } = readTask('keys', '1000');

const people = 20;
const mostRepeats = 10;
const answerWithinMs = 30_000;
const product_id = 'oat-drink-1l';
const enough = 1_000_000_000;

for (const engine of engines) {
  const company = await openCompany(engine);
  try {
    if (!(await run(company, engine))) process.exitCode = 1;
  } finally {
    await company.close();
  }
}

/** What became of the keys. */
interface Count {
  calls: number;
  /** Keys by tool. */
  readonly keys: Map<string, number>;
  readonly faults: string[];
}

async function run(company: Company, engine: Engine): Promise<boolean> {
  await company.server.start();
  const db = await company.openDatabase();
  await db.updateTable('products').set({ stock: enough }).execute();
  const stock = await readStock(db);
  const count: Count = { calls: 0, keys: new Map(), faults: [] };
  let next = 0;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: people }, async (_, index) => {
      const name = `person ${index}`;
      const token = await company.mint(name);
      const surfaces = [restCall(company.origin, token), mcpCall(company.origin, token)];
      const once = await surfaces[0]?.('add_payment_method', { payment_token: 'tok_ok' });
      if (once?.ok !== true) throw new Error(`add_payment_method answered ${once?.text}`);
      for (let key = next++; key < keys; key = next++) await tryKey({ key, name, surfaces, count });
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  const books = await reconcile(db, company.ledger, stock);
  const sum = async (table: 'cart_lines' | 'order_lines') => {
    const rows = await db.selectFrom(table).select('quantity').execute();
    return rows.reduce((all, { quantity }) => all + quantity, 0);
  };
  const pieces = (await sum('cart_lines')) + (await sum('order_lines'));
  await db.destroy();
  const of = (tool: string) => count.keys.get(tool) ?? 0;
  const faults = [...count.faults, ...books.faults];
  // Each key of a checkout first adds one piece of its own.
  const wanted = of('add_to_cart') + of('checkout');
  if (pieces !== wanted) faults.push(`${pieces} pieces in carts and orders, not ${wanted}`);
  if (books.orders !== of('checkout')) faults.push(`${books.orders} orders, not ${of('checkout')}`);
  process.stdout.write(
    `${engine}: ${keys} keys in ${count.calls} calls, ${seconds.toFixed(0)} s: ${of('add_to_cart')} additions, ` +
      `${of('checkout')} orders, ${books.charges} charges, ${of('add_payment_method')} methods, ${faults.length} faults\n`,
  );
  for (const fault of faults.slice(0, 10)) process.stdout.write(`  ${fault}\n`);
  return faults.length === 0;
}

interface Trial {
  readonly key: number;
  readonly name: string;
  readonly surfaces: readonly Call[];
  readonly count: Count;
}

/** Sends one key several times at once. */
async function tryKey({ key, name, surfaces, count }: Trial): Promise<void> {
  const { below } = randomOf(seed, key);
  const idempotency_key = `key ${key}`;
  const tools = [
    { tool: 'add_to_cart', input: { product_id, quantity: 1 }, other: { product_id, quantity: 2 } },
    { tool: 'checkout', input: {}, other: { payment_method_id: 'another' } },
    { tool: 'add_payment_method', input: { payment_token: 'tok_ok' }, other: { payment_token: 'tok_slow' } },
  ] as const;
  const { tool, input, other } = tools[[0, 0, 0, 1, 1, 2][below(6)] ?? 0] ?? tools[0];
  const send = async (surface: number, its: object = input, to: string = tool, by: string = idempotency_key) => {
    const call = surfaces[surface % surfaces.length];
    if (call === undefined) throw new Error('no surface');
    const deadline = performance.now() + answerWithinMs;
    const answer = await persist(
      () => {
        count.calls += 1;
        return call(to, { ...its, idempotency_key: by });
      },
      () => performance.now() < deadline,
    );
    if (answer === undefined) throw new Error(`${name}: ${to} is not answered`);
    return answer;
  };
  if (tool === 'checkout') {
    const added = await send(0, { product_id, quantity: 1 }, 'add_to_cart', `for ${idempotency_key}`);
    if (!added.ok) count.faults.push(`${name}: add_to_cart answered ${added.text.slice(0, 200)}`);
  }
  const answers = await Promise.all(Array.from({ length: 1 + below(mostRepeats) }, (_, index) => send(key + index)));
  answers.push(await send(key), await send(key + 1));
  const texts = new Set(answers.map(({ text }) => text));
  if (texts.size !== 1 || !answers.every(({ ok }) => ok)) {
    count.faults.push(`${name}, ${tool}: ${[...texts].slice(0, 2).join(' and ').slice(0, 400)}`);
  }
  const conflict = await send(key, other);
  if (conflict.ok || conflict.code !== 'idempotency_conflict') {
    count.faults.push(`${name}, ${tool}: other arguments are answered ${conflict.text.slice(0, 200)}`);
  }
  count.keys.set(tool, (count.keys.get(tool) ?? 0) + 1);
}
