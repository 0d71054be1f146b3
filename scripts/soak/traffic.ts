import { setTimeout as later } from 'node:timers/promises';
import type { Shopper } from './shoppers.js';

/** What some traffic came to. */
export interface Traffic {
  readonly calls: number;
  readonly perSecond: number;
  /** From when a call was due to its answer, in milliseconds. */
  readonly latencies: readonly number[];
  readonly errors: readonly string[];
}

/** Every shopper goes on as soon as it is answered: what the machine does at most. */
export async function asFastAsPossible(shoppers: readonly Shopper[], milliseconds: number): Promise<Traffic> {
  const { traffic, make } = createCount();
  const begin = performance.now();
  const live = async (shopper: Shopper) => {
    while (performance.now() - begin < milliseconds) await make(shopper, performance.now());
  };
  await Promise.all(shoppers.map(live));
  return traffic(begin);
}

const tickMs = 10;

/**
 * Calls at a steady rate, whether the earlier ones are answered or not; each by a shopper who is free. One that had to
 * wait for a shopper took that long.
 */
export async function atRate(
  shoppers: readonly Shopper[],
  { perSecond, milliseconds }: { readonly perSecond: number; readonly milliseconds: number },
): Promise<Traffic> {
  const { traffic, make } = createCount();
  const free = [...shoppers];
  const due: number[] = [];
  const running = new Set<Promise<void>>();
  const begin = performance.now();
  let scheduled = 0;
  const start = () => {
    for (let shopper = free.shift(); shopper !== undefined; shopper = free.shift()) {
      const since = due.shift();
      if (since === undefined) return void free.unshift(shopper);
      const one = shopper;
      const call = make(one, since).finally(() => {
        running.delete(call);
        free.push(one);
        start();
      });
      running.add(call);
    }
  };
  while (performance.now() - begin < milliseconds) {
    const wanted = ((performance.now() - begin) / 1000) * perSecond;
    for (; scheduled < wanted; scheduled++) due.push(begin + (scheduled / perSecond) * 1000);
    start();
    await later(tickMs);
  }
  while (due.length > 0 || running.size > 0) await Promise.all(running);
  return traffic(begin);
}

function createCount() {
  const latencies: number[] = [];
  const errors: string[] = [];
  return {
    /** Makes a shopper's next call. Never rejects. */
    async make(shopper: Shopper, due: number): Promise<void> {
      try {
        await shopper.next();
        latencies.push(performance.now() - due);
      } catch (error) {
        errors.push(String(error));
      }
    },
    traffic(begin: number): Traffic {
      const calls = latencies.length + errors.length;
      return { calls, perSecond: (calls / (performance.now() - begin)) * 1000, latencies, errors };
    },
  };
}
