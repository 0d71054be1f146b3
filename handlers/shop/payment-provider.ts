import type { Money } from './money.js';

/** Keeps cards and charges them. The shop only ever holds references. Both calls settle soon after `signal` aborts. */
export interface PaymentProvider {
  /** Turns a token from the provider's own form into a method that can be charged again and again. */
  store(token: string, signal: AbortSignal): Promise<StoreResult>;
  /** Takes money. The same idempotency key never takes it twice. */
  charge(request: ChargeRequest, signal: AbortSignal): Promise<ChargeResult>;
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
type ChargeResult =
  | { readonly kind: 'charged'; readonly chargeId: string }
  | { readonly kind: 'declined' }
  | { readonly kind: 'timeout' };
