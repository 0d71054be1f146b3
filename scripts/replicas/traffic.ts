import { setTimeout as later } from 'node:timers/promises';
import { post } from '../../generator/testing/client.js';
import { tenant } from '../../generator/testing/issuer.js';
import { openDatabase } from '../../handlers/shop/database.js';
import { ownerOf } from '../../handlers/shop/owner.js';
import { type Seen, shop } from './shopper.js';
import type { Stage } from './stage.js';
import { senderTo, shopWays } from './ways.js';

/** What came of some traffic. */
export interface Verdict {
  readonly calls: number;
  readonly retried: number;
  readonly failed: number;
  readonly reconnected: number;
  readonly acknowledged: number;
  readonly faults: readonly string[];
}

const shoppersPerWay = 4;
/** Pieces of a product that one cart may hold are bounded by its stock: shoppers take what there is plenty of. */
const leastStock = 20;
const queries = ['milk', 'bread', 'apple', 'coffee', 'soap'];

/**
 * Has shoppers on every way shop through nginx while `work` runs, and holds the database against what they were told:
 * every acknowledged piece is there, once. Each call of this needs a name of its own, by which its shoppers are known.
 */
export async function withTraffic(stage: Stage, name: string, work: () => Promise<void>): Promise<Verdict> {
  const sender = senderTo(stage.url);
  const products = await plentiful(stage.databaseUrl);
  const searches = await readSearches(stage);
  const names = shopWays.flatMap((way) =>
    Array.from({ length: shoppersPerWay }, (_, index) => ({ way, user: `${name}, ${way.name}, ${index}` })),
  );
  let isOver = false;
  const faults: string[] = [];
  const shopping = names.map(async ({ way, user }) => {
    const options = { name: user, way, sender, token: await stage.mint(user), products, searches };
    const seen = await shop(options, () => isOver).catch(
      (error: unknown) => void faults.push(`${user}: ${String(error)}`),
    );
    return { user, seen };
  });
  try {
    await work();
    // A moment of calm: whoever was cut off goes on.
    await later(500);
  } finally {
    isOver = true;
  }
  const all = await Promise.all(shopping);
  const known = all.flatMap(({ user, seen }) => (seen === undefined ? [] : [{ user, seen }]));
  faults.push(...known.flatMap(({ seen }) => seen.wrong));
  faults.push(...(await differences(stage.databaseUrl, known)));
  const sum = (count: (seen: Seen) => number) => known.reduce((total, { seen }) => total + count(seen), 0);
  for (const [reason, times] of merged(known.map(({ seen }) => seen.reasons)))
    process.stdout.write(`  ${times} x ${reason}\n`);
  return {
    calls: sum((seen) => seen.calls),
    retried: sum((seen) => seen.retried),
    failed: sum((seen) => seen.failed),
    reconnected: sum((seen) => seen.reconnected),
    acknowledged: sum((seen) => [...seen.acknowledged.values()].reduce((total, count) => total + count, 0)),
    faults,
  };
}

function merged(counts: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const each of counts) for (const [key, count] of each) all.set(key, (all.get(key) ?? 0) + count);
  return all;
}

/** Where the database and what shoppers were told are not the same. */
async function differences(url: string, known: readonly { readonly user: string; readonly seen: Seen }[]) {
  const db = await openDatabase(url);
  const rows = await db.selectFrom('cart_lines').select(['owner', 'product_id', 'quantity']).execute();
  await db.destroy();
  const held = new Map(rows.map((row) => [`${row.owner} ${row.product_id}`, row.quantity]));
  return known.flatMap(({ user, seen }) => {
    const caller = { tenant, subject: user, kind: 'user', clientId: '', scopes: [], roles: [] } as const;
    return [...seen.acknowledged].flatMap(([product, count]) => {
      const inDatabase = held.get(`${ownerOf(caller)} ${product}`) ?? 0;
      return inDatabase === count
        ? []
        : [`${user}: ${inDatabase} of ${product} in the database, ${count} acknowledged`];
    });
  });
}

async function plentiful(url: string): Promise<string[]> {
  const db = await openDatabase(url);
  const rows = await db.selectFrom('products').select('id').where('stock', '>=', leastStock).orderBy('id').execute();
  await db.destroy();
  return rows.map(({ id }) => id);
}

/** What the first replica answers to each query, asked before anything happens. */
async function readSearches({ replicas, mint }: Stage): Promise<ReadonlyMap<string, unknown>> {
  const sender = senderTo(`http://127.0.0.1:${replicas[0]?.port}`);
  const authorization = `Bearer ${await mint('reader')}`;
  const answers = await Promise.all(
    queries.map(async (query): Promise<[string, unknown]> => {
      const response = await post(sender, '/tools/search_products', { query }, { authorization });
      if (!response.ok) throw new Error(`search_products answered ${response.status}`);
      return [query, await response.json()];
    }),
  );
  return new Map(answers);
}

/** A line of figures, and what was wrong under it; whether nothing was. */
export function report(
  title: string,
  { faults, ...figures }: Verdict,
  demands: Readonly<Record<string, boolean>>,
): boolean {
  const unmet = Object.entries(demands).flatMap(([demand, isMet]) => (isMet ? [] : [`not met: ${demand}`]));
  const problems = [...faults, ...unmet];
  const texts = Object.entries(figures).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(
    `${problems.length === 0 ? 'ok    ' : 'FAILED'} ${title}: ${texts.join(', ')}, ${faults.length} wrong or lost\n`,
  );
  for (const problem of problems.slice(0, 10)) process.stdout.write(`  ${problem}\n`);
  return problems.length === 0;
}
