import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { PaymentProvider } from './payment-provider.js';

const cards = new Map([
  ['tok_ok', { brand: 'Visa', last4: '4242', charge: 'charged' }],
  ['tok_declined', { brand: 'Visa', last4: '0002', charge: 'declined' }],
  ['tok_timeout', { brand: 'Mastercard', last4: '0044', charge: 'timeout' }],
] as const);

/**
 * The built-in provider, which moves no money: `tok_ok` is charged, charges of `tok_declined` are declined and those
 * of `tok_timeout` get no answer until the signal aborts; any other token is refused.
 */
export function createTestPayments(): PaymentProvider {
  return {
    async store(token, signal) {
      const card = cardOf(token);
      if (signal.aborted) return { kind: 'timeout' };
      if (card === undefined) return { kind: 'refused' };
      return { kind: 'stored', reference: token, brand: card.brand, last4: card.last4 };
    },
    async charge({ reference, idempotencyKey }, signal) {
      const outcome = cardOf(reference)?.charge ?? 'declined';
      if (outcome === 'timeout' && !signal.aborted) await once(signal, 'abort');
      if (signal.aborted) return { kind: 'timeout' };
      if (outcome !== 'charged') return { kind: 'declined' };
      return { kind: 'charged', chargeId: chargeIdOf(idempotencyKey) };
    },
  };
}

function cardOf(token: string) {
  return [...cards].find(([known]) => known === token)?.[1];
}

/** The same key is the same charge, also after a restart. */
function chargeIdOf(idempotencyKey: string): string {
  return `test_${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 24)}`;
}
