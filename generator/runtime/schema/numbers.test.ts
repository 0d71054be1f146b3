import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { multipleTest } from './numbers.js';

/** A divisor, its multiples, and other numbers. */
const cases: readonly (readonly [number, readonly number[], readonly number[]])[] = [
  [2, [0, -0, 4, -6, 9007199254740992, 1e308, -1e308], [1, 3, 2.5, 1e-300]],
  [0.1, [0.3, 0.7, -1.1, 1e21, 1e308, 123456789.1], [0.35, 1e-8, 5e-324]],
  [0.01, [19.99, 4.35, 1.1, 2.01, 0.07, 8.2, 1e15, 90071992547409.91], [19.999, 0.005, 1e-3]],
  [0.0001, [0.0075], [0.00751]],
  [1e-8, [1e-8, 1.1e-7, 12.34567891, 1e300, 1e308], [1e-9, 12.345678912, 1.5e-8]],
  [1.5, [4.5, -3, 0], [35, 4, 1]],
  [0.3, [0.9, 1.2, 3e100], [0.1, 1, 1e100]],
  [0.123456789, [0, 0.123456789, 1.23456789], [1e308]],
  [10, [1e23, 1e22, 1e308], [5, 1e-7]],
  [7, [7e20, 7e300], [1e20, 1e300]],
  [1e308, [1e308, 0], [1e307, 1]],
  [3e-310, [9e-310, 3], [1e-310, 4e-310]],
  [5e-324, [1e308, 1, 5e-324], []],
  [1e23, [1e23, 3e23], [1e22, 1]],
  [1.23456789012345e20, [1.23456789012345e20, 2.4691357802469e20], [1.23456789012346e20, 1e20]],
];

describe('multipleOf', () => {
  test.each(cases)('%d', (divisor, multiples, others) => {
    const isMultiple = multipleTest(divisor);
    expect(multiples.filter((value) => !isMultiple(value))).toEqual([]);
    expect(others.filter(isMultiple)).toEqual([]);
  });

  test('agrees with exact arithmetic on the decimals as they are written', () => {
    // Up to 15 digits a decimal survives being read as a double.
    const digits = fc.oneof(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 10 ** 15 - 1 }));
    const exponent = fc.oneof(fc.integer({ min: -12, max: 3 }), fc.integer({ min: -290, max: 290 }));
    const factor = fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.bigInt({ min: 0n, max: 10n ** 12n }));
    const multiple = fc.tuple(digits, exponent, factor).map(([unit, power, times]) => {
      return { unit, power, value: BigInt(unit) * BigInt(times), valuePower: power };
    });
    const unrelated = fc.tuple(digits, exponent, digits, exponent).map(([unit, power, value, valuePower]) => {
      return { unit, power, value: BigInt(value), valuePower };
    });
    let multiples = 0;
    const runs = Number(process.env['DIGLOT_PROPERTY_RUNS'] ?? 5000);
    fc.assert(
      fc.property(fc.oneof(multiple, unrelated), fc.boolean(), ({ unit, power, value, valuePower }, negative) => {
        fc.pre(value < 10n ** 15n);
        const lowest = BigInt(Math.min(power, valuePower));
        const want =
          (value * 10n ** (BigInt(valuePower) - lowest)) % (BigInt(unit) * 10n ** (BigInt(power) - lowest)) === 0n;
        if (want) multiples++;
        const read = Number(`${negative ? '-' : ''}${value}e${valuePower}`);
        expect(multipleTest(Number(`${unit}e${power}`))(read)).toBe(want);
      }),
      { seed: 20260131, numRuns: runs },
    );
    expect(multiples).toBeGreaterThan(runs / 10);
  });
});
