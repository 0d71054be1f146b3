import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, createClient } from '@libsql/client';
import type { PaymentProvider } from './payment-provider.js';

const cards = new Map([
  ['tok_ok', { brand: 'Visa', last4: '4242', charge: 'charged' }],
  ['tok_slow', { brand: 'Visa', last4: '4259', charge: 'slow' }],
  ['tok_declined', { brand: 'Visa', last4: '0002', charge: 'declined' }],
  ['tok_timeout', { brand: 'Mastercard', last4: '0044', charge: 'timeout' }],
] as const);

/** How long an answer about `tok_slow` takes, at most. */
const slowMs = 60;

/** The built-in provider, which is a company of its own: its ledger is no part of the shop's database. */
export interface TestPayments extends PaymentProvider {
  close(): void;
}

/**
 * A provider that moves no money and keeps a ledger at `url` (`file:<path>`, or `:memory:` until it is closed). `tok_ok` is
 * charged; so is `tok_slow`, but its answer comes later than the charge; charges of `tok_declined` are declined and those of
 * `tok_timeout` get no answer until the signal aborts; any other token is refused.
 */
export async function createTestPayments(url: string): Promise<TestPayments> {
  const ledger = createClient({ url });
  await ledger.execute('pragma busy_timeout = 5000');
  await ledger.execute(
    'create table if not exists charges (key text primary key, outcome text not null, amount integer)',
  );
  return {
    async store(token, signal) {
      const card = cardOf(token);
      if (signal.aborted) return { kind: 'timeout' };
      if (card === undefined) return { kind: 'refused' };
      return { kind: 'stored', reference: token, brand: card.brand, last4: card.last4 };
    },
    async charge({ reference, idempotencyKey: key, total }, signal) {
      const wanted = cardOf(reference)?.charge ?? 'declined';
      if (wanted === 'timeout' && !signal.aborted) await once(signal, 'abort');
      if (signal.aborted) return { kind: 'timeout' };
      const outcome = await enter(ledger, {
        key,
        outcome: wanted === 'declined' ? 'declined' : 'charged',
        amount: total.amount,
      });
      if (wanted === 'slow') await pause(slowMs * Math.random());
      if (signal.aborted) return { kind: 'timeout' };
      return outcome === 'charged' ? { kind: 'charged', chargeId: chargeIdOf(key) } : { kind: 'declined' };
    },
    async cancel(key, signal) {
      if (signal.aborted) return { kind: 'timeout' };
      const outcome = await enter(ledger, { key, outcome: 'cancelled', amount: null });
      return outcome === 'charged' ? { kind: 'charged', chargeId: chargeIdOf(key) } : { kind: 'cancelled' };
    },
    close: () => ledger.close(),
  };
}

interface Entry {
  readonly key: string;
  readonly outcome: 'charged' | 'declined' | 'cancelled';
  /** In minor units. */
  readonly amount: number | null;
}

/** What the ledger says under the key: what is entered now, or what was entered first. */
async function enter(ledger: Client, { key, outcome, amount }: Entry): Promise<unknown> {
  const args = [key, outcome, amount];
  await ledger.execute({ sql: 'insert into charges values (?, ?, ?) on conflict do nothing', args });
  const { rows } = await ledger.execute({ sql: 'select outcome from charges where key = ?', args: [key] });
  return rows[0]?.['outcome'];
}

function cardOf(token: string) {
  return [...cards].find(([known]) => known === token)?.[1];
}

/** The same key is the same charge. */
export function chargeIdOf(idempotencyKey: string): string {
  return `test_${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 24)}`;
}
