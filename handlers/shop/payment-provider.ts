import type { Money } from './money.js';

/**
 * Keeps cards and charges them. The shop only ever holds references. Every call settles soon after `signal` aborts, and may
 * reject: then nobody knows what became of it, as after a timeout.
 */
export interface PaymentProvider {
  /** Turns a token from the provider's own form into a method that can be charged again and again. */
  store(token: string, signal: AbortSignal): Promise<StoreResult>;
  /** Takes money. The same idempotency key never takes it twice, and is always answered alike. */
  charge(request: ChargeRequest, signal: AbortSignal): Promise<ChargeResult>;
  /** Sees to it that no money is taken under this key, now or later, unless it was taken already. */
  cancel(idempotencyKey: string, signal: AbortSignal): Promise<CancelResult>;
}

/** What a provider says about a token. */
export type StoreResult =
  | { readonly kind: 'stored'; readonly reference: string; readonly brand: string; readonly last4: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'timeout' };

/** One charge. */
export interface ChargeRequest {
  /** The reference that `store` gave. */
  readonly reference: string;
  readonly total: Money;
  readonly idempotencyKey: string;
}

/** What a provider says about a charge. */
export type ChargeResult = Charged | { readonly kind: 'declined' } | { readonly kind: 'timeout' };

/** What a provider says about a charge that is not wanted any more. */
export type CancelResult = Charged | { readonly kind: 'cancelled' } | { readonly kind: 'timeout' };

interface Charged {
  readonly kind: 'charged';
  readonly chargeId: string;
}
