import { type Money, money } from './money.js';

/** A lower price that is renewed every week. */
export interface Deal {
  readonly price: Money;
  /** 0 (Sunday) to 6: each week's last day, in UTC. */
  readonly weekday: number;
}

/** The deal that a product's row holds, if any. */
export function dealOf(row: { deal_price: number | null; deal_weekday: number | null; currency: string }): {
  deal?: Deal;
} {
  if (row.deal_price === null || row.deal_weekday === null) return {};
  return { deal: { price: money(row.deal_price, row.currency), weekday: row.deal_weekday } };
}

/** When the deal's present week ends: the first midnight UTC after `now` that closes its weekday. */
export function endOf(deal: Deal, now: Date): Date {
  const daysLeft = (deal.weekday - now.getUTCDay() + 7) % 7;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + daysLeft + 1));
}

/** What one piece costs now. */
export function currentPrice(product: { readonly price: Money; readonly deal?: Deal }): Money {
  return product.deal?.price ?? product.price;
}
