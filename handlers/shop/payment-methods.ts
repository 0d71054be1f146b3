import { createHash } from 'node:crypto';
import { touchCart } from './cart.js';
import { once, recall } from './idempotency.js';
import { fail, type Outcome, succeed } from './outcome.js';
import type { StoreResult } from './payment-provider.js';
import type { Shop } from './shop.js';
import { type ShopTransaction, transact } from './transact.js';

/** A payment method as add_payment_method answers it. */
export interface PaymentMethod {
  payment_method_id: string;
  brand: string;
  last4: string;
  is_default: boolean;
}

/** A request to keep a payment method. */
export interface NewPaymentMethod {
  readonly owner: string;
  /** The provider's token. */
  readonly token: string;
  readonly makeDefault: boolean;
  /** The same key keeps a method once. */
  readonly idempotencyKey?: string;
}

/** A kept method, as a charge needs it. */
export interface ChargeableMethod {
  readonly id: string;
  readonly reference: string;
}

type StoredMethod = Extract<StoreResult, { kind: 'stored' }>;

/**
 * Keeps a method under the provider's reference; the same one again changes at most the default. A repeat with the same key
 * gets the first answer, whatever the provider would say by now.
 * Fails with `payment_declined` where the provider refuses the token, and with `payment_timeout`.
 */
export async function addPaymentMethod(
  shop: Pick<Shop, 'db' | 'payments' | 'now' | 'newId'>,
  request: NewPaymentMethod,
  signal: AbortSignal,
): Promise<Outcome<PaymentMethod, 'payment_declined' | 'payment_timeout' | 'idempotency_conflict'>> {
  const { owner, token, makeDefault, idempotencyKey: key } = request;
  const call =
    key === undefined
      ? undefined
      : { owner, tool: 'add_payment_method', key, args: [digestOf(token), makeDefault], at: shop.now() };
  if (call !== undefined) {
    const first = await recall<PaymentMethod>(shop.db, call);
    if (first !== undefined) return first;
  }
  const result = await shop.payments.store(token, signal);
  if (result.kind === 'timeout') return fail('payment_timeout');
  if (result.kind === 'refused') {
    return fail('payment_declined', {
      detail: 'The payment provider does not accept this token.',
      pointer: '/payment_token',
    });
  }
  return transact(shop.db, async (trx) => {
    const work = async () => succeed(await keep(trx, shop, { ...request, ...result }));
    return call === undefined ? work() : once(trx, call, work);
  });
}

/** The owner's method `id`, or the default one when `id` is absent. */
export async function findPaymentMethod(
  trx: ShopTransaction,
  owner: string,
  id: string | undefined,
): Promise<ChargeableMethod | undefined> {
  const mine = trx
    .selectFrom('payment_methods')
    .select(['id', 'provider_reference as reference'])
    .where('owner', '=', owner);
  return (id === undefined ? mine.where('is_default', '=', 1) : mine.where('id', '=', id)).executeTakeFirst();
}

/** Tokens are not kept, only known again. */
function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

async function keep(
  trx: ShopTransaction,
  { now, newId }: Pick<Shop, 'now' | 'newId'>,
  { owner, makeDefault, reference, brand, last4 }: NewPaymentMethod & StoredMethod,
): Promise<PaymentMethod> {
  // One change of an owner's methods at a time: each would make its own the default beside the other's.
  await touchCart(trx, owner);
  const row = { id: newId(), owner, provider_reference: reference, brand, last4, is_default: 0 };
  await trx
    .insertInto('payment_methods')
    .values({ ...row, created_at: now().toISOString() })
    .onConflict((conflict) => conflict.columns(['owner', 'provider_reference']).doUpdateSet({ brand, last4 }))
    .execute();
  if (makeDefault) {
    await trx
      .updateTable('payment_methods')
      .set((row) => ({ is_default: row.case().when('provider_reference', '=', reference).then(1).else(0).end() }))
      .where('owner', '=', owner)
      .execute();
  }
  const kept = await trx
    .selectFrom('payment_methods')
    .select(['id', 'brand', 'last4', 'is_default'])
    .where('owner', '=', owner)
    .where('provider_reference', '=', reference)
    .executeTakeFirstOrThrow();
  return { payment_method_id: kept.id, brand: kept.brand, last4: kept.last4, is_default: kept.is_default === 1 };
}
