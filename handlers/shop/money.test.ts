import { expect, test } from 'vitest';
import { minus, money, sum, times } from './money.js';

const euros = (amount: number) => money(amount, 'EUR');

test('adds, multiplies and subtracts in minor units', () => {
  expect(sum([euros(129), times(euros(99), 3)])).toEqual(euros(426));
  expect(sum([])).toEqual(euros(0));
  expect(minus(euros(129), euros(30))).toEqual(euros(99));
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('%d is not an amount', (amount) => {
  expect(() => euros(amount)).toThrow(RangeError);
});

test('does not mix currencies', () => {
  expect(() => sum([euros(1), money(1, 'USD')])).toThrow('several currencies');
  expect(() => minus(euros(1), money(1, 'USD'))).toThrow('several currencies');
});
