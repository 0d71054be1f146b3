import { createHash } from 'node:crypto';
import type { CancelResult, ChargeRequest, ChargeResult } from './payment-provider.js';
import type { Shop } from './shop.js';

/** What became of a charge. `unknown`: the provider does not say; it has to be asked again, under the same key. */
export type Charge =
  | { readonly kind: 'charged'; readonly chargeId: string }
  | { readonly kind: 'declined' | 'cancelled' | 'unknown' };

/**
 * Charges, and where no answer comes in time sees to it that nothing is charged. Never rejects: a provider that fails has
 * said nothing.
 */
export async function charge(
  shop: Pick<Shop, 'payments' | 'chargeTimeoutMs'>,
  request: ChargeRequest,
): Promise<Charge> {
  const deadline = () => AbortSignal.timeout(shop.chargeTimeoutMs);
  const nothing = (): { readonly kind: 'timeout' } => ({ kind: 'timeout' });
  const charged: ChargeResult = await shop.payments.charge(request, deadline()).catch(nothing);
  if (charged.kind !== 'timeout') return charged;
  const cancelled: CancelResult = await shop.payments.cancel(request.idempotencyKey, deadline()).catch(nothing);
  return cancelled.kind === 'timeout' ? { kind: 'unknown' } : cancelled;
}

/** The provider's idempotency key for an order: nothing about a person leaves, and each try of an order has its own. */
export function chargeKey(orderId: string): string {
  return createHash('sha256').update(orderId).digest('hex');
}
