/** An amount of money. */
export interface Money {
  /** Integer minor units (cents). */
  amount: number;
  /** ISO 4217. */
  currency: string;
}

/** The currency of the catalogue and of an empty cart. */
export const shopCurrency = 'EUR';

/** `amount` minor units of `currency`. Throws when that is not a whole, safe, non-negative number. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`${amount} is not an amount of money.`);
  return { amount, currency };
}

/** `count` times `unit`. */
export function times(unit: Money, count: number): Money {
  return money(unit.amount * count, unit.currency);
}

/** The sum; nothing in the shop's currency when there is nothing to add. Throws on mixed currencies. */
export function sum(amounts: readonly Money[]): Money {
  const currency = amounts[0]?.currency ?? shopCurrency;
  if (amounts.some((each) => each.currency !== currency))
    throw new Error('Amounts of several currencies do not add up.');
  return money(
    amounts.reduce((total, each) => total + each.amount, 0),
    currency,
  );
}

/** `from` less `less`. Throws on mixed currencies and when nothing would be left to take from. */
export function minus(from: Money, less: Money): Money {
  if (from.currency !== less.currency) throw new Error('Amounts of several currencies do not subtract.');
  return money(from.amount - less.amount, from.currency);
}
