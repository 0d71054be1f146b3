import type { ShopDatabase } from './database.js';
import { fail, type Outcome, succeed } from './outcome.js';
import type { ShopTransaction } from './transact.js';

/** A call that may be repeated. */
export interface RepeatableCall {
  readonly owner: string;
  readonly tool: string;
  /** The caller's own text. */
  readonly key: string;
  /** What must be the same in a repeat. */
  readonly args: readonly unknown[];
  readonly at: Date;
}

/** What is known of a call. */
export type Claim =
  /** This is the first; it is remembered with the transaction. */
  | { readonly kind: 'new' }
  /** The first has been answered so. */
  | { readonly kind: 'answered'; readonly answer: unknown }
  /** The first is remembered, but not answered yet. */
  | { readonly kind: 'open' };

/** How long keys are remembered. */
const rememberedMs = 7 * 24 * 60 * 60 * 1000;

/** Remembers a call, or says what is known of the first with its key. Another call with that key is a conflict. */
export async function claim(
  trx: ShopTransaction,
  call: RepeatableCall,
): Promise<Outcome<Claim, 'idempotency_conflict'>> {
  const { owner, tool, key } = call;
  const args = JSON.stringify(call.args);
  // The insert comes first: where transactions run side by side, it makes the second wait for the first to end.
  const inserted = await trx
    .insertInto('idempotency')
    .values({ owner, tool, key, arguments: args, answer: '', created_at: call.at.toISOString() })
    .onConflict((conflict) => conflict.columns(['owner', 'tool', 'key']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 0n) return succeed({ kind: 'new' });
  const first = await rowOf(trx, call).executeTakeFirst();
  // The first came to nothing and was forgotten between the two statements: then this one is the next to try.
  if (first === undefined) return claim(trx, call);
  if (first.arguments !== args) return conflict;
  return succeed(first.answer === '' ? { kind: 'open' } : { kind: 'answered', answer: JSON.parse(first.answer) });
}

const conflict = fail('idempotency_conflict', { pointer: '/idempotency_key' });

/** What the first call with this key was answered, or that it was another call; undefined where there was none. */
export async function recall<T>(
  db: ShopDatabase,
  call: RepeatableCall,
): Promise<Outcome<T, 'idempotency_conflict'> | undefined> {
  const first = await rowOf(db, call).executeTakeFirst();
  if (first === undefined) return undefined;
  if (first.arguments !== JSON.stringify(call.args)) return conflict;
  // What was answered before is of the tool's own type.
  return first.answer === '' ? undefined : succeed(JSON.parse(first.answer) as T);
}

/** Remembers the answer to a call: repeats get the same, byte for byte. */
export async function remember(trx: ShopTransaction, { owner, tool, key }: CallName, answer: unknown): Promise<void> {
  await trx
    .updateTable('idempotency')
    .set({ answer: JSON.stringify(answer) })
    .where('owner', '=', owner)
    .where('tool', '=', tool)
    .where('key', '=', key)
    .execute();
}

/** Forgets a call that came to nothing, so that it can be made again. */
export async function release(trx: ShopTransaction, { owner, tool, key }: CallName): Promise<void> {
  await trx
    .deleteFrom('idempotency')
    .where('owner', '=', owner)
    .where('tool', '=', tool)
    .where('key', '=', key)
    .execute();
}

/**
 * Does `work` once per owner, tool and key, in one transaction: a repeat gets the first answer, and with other arguments
 * fails with `idempotency_conflict`. Only successes are remembered, as a failed transaction takes its record with it.
 */
export async function once<T, Code extends string>(
  trx: ShopTransaction,
  call: RepeatableCall,
  work: () => Promise<Outcome<T, Code>>,
): Promise<Outcome<T, Code | 'idempotency_conflict'>> {
  const claimed = await claim(trx, call);
  if (!claimed.ok) return claimed;
  // What was answered before is of the tool's own type.
  if (claimed.value.kind === 'answered') return succeed(claimed.value.answer as T);
  if (claimed.value.kind === 'open') throw new Error(`${call.tool} is remembered without an answer`);
  const outcome = await work();
  if (outcome.ok) await remember(trx, call, outcome.value);
  return outcome;
}

/** Forgets the answers that were given more than a week ago. */
export async function forgetOld(db: ShopDatabase, now: Date): Promise<void> {
  const before = new Date(now.getTime() - rememberedMs).toISOString();
  await db.deleteFrom('idempotency').where('created_at', '<', before).where('answer', '!=', '').execute();
}

/** The name of a call among its owner's. */
type CallName = Pick<RepeatableCall, 'owner' | 'tool' | 'key'>;

function rowOf(db: ShopDatabase | ShopTransaction, { owner, tool, key }: CallName) {
  return db
    .selectFrom('idempotency')
    .select(['arguments', 'answer'])
    .where('owner', '=', owner)
    .where('tool', '=', tool)
    .where('key', '=', key);
}
