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

/**
 * Does `work` once per owner, tool and key: a repeat gets the first answer, and with other arguments fails with
 * `idempotency_conflict`. Only successes are remembered, as a failed transaction takes its record with it.
 */
export async function once<T, Code extends string>(
  trx: ShopTransaction,
  call: RepeatableCall,
  work: () => Promise<Outcome<T, Code>>,
): Promise<Outcome<T, Code | 'idempotency_conflict'>> {
  const { owner, tool, key } = call;
  const args = JSON.stringify(call.args);
  // The insert comes first: where transactions run side by side, it makes the second wait for the first to end.
  const claim = await trx
    .insertInto('idempotency')
    .values({ owner, tool, key, arguments: args, answer: '', created_at: call.at.toISOString() })
    .onConflict((conflict) => conflict.columns(['owner', 'tool', 'key']).doNothing())
    .executeTakeFirst();
  if (claim.numInsertedOrUpdatedRows === 0n) return recall(trx, call, args);
  const outcome = await work();
  if (outcome.ok) {
    await trx
      .updateTable('idempotency')
      .set({ answer: JSON.stringify(outcome.value) })
      .where('owner', '=', owner)
      .where('tool', '=', tool)
      .where('key', '=', key)
      .execute();
  }
  return outcome;
}

async function recall<T>(
  trx: ShopTransaction,
  { owner, tool, key }: RepeatableCall,
  args: string,
): Promise<Outcome<T, 'idempotency_conflict'>> {
  const first = await trx
    .selectFrom('idempotency')
    .select(['arguments', 'answer'])
    .where('owner', '=', owner)
    .where('tool', '=', tool)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (first.arguments !== args) return fail('idempotency_conflict', { pointer: '/idempotency_key' });
  return succeed(JSON.parse(first.answer) as T);
}
