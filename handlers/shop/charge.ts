import { createHash } from 'node:crypto';
import { fail, type Outcome, succeed } from './outcome.js';
import type { ChargeRequest } from './payment-provider.js';
import type { Shop } from './shop.js';

/** Charges once and returns the provider's id of the charge; gives up when `signal` aborts or the time is over. */
export async function charge(
  shop: Pick<Shop, 'payments' | 'chargeTimeoutMs'>,
  request: ChargeRequest,
  signal: AbortSignal,
): Promise<Outcome<string, 'payment_declined' | 'payment_timeout'>> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(shop.chargeTimeoutMs)]);
  const result = await shop.payments.charge(request, deadline);
  switch (result.kind) {
    case 'charged':
      return succeed(result.chargeId);
    case 'declined':
      return fail('payment_declined');
    case 'timeout':
      return fail('payment_timeout');
  }
}

/** The provider's idempotency key for an owner's: keys of two owners never meet, and nothing about a person leaves. */
export function chargeKey(owner: string, key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([owner, key]))
    .digest('hex');
}
