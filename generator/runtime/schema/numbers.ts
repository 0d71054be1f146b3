import type { JsonSchema } from '../contract.js';
import { type Check, every, rule, SchemaError } from './check.js';

/** The check of a schema's number keywords on finite numbers. */
export function numberCheck(schema: JsonSchema, at: string): Check<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const checks: Check<number>[] = [];
  if (minimum !== undefined) {
    checks.push(rule('minimum', `must be at least ${minimum}`, (value) => value >= minimum));
  }
  if (maximum !== undefined) {
    checks.push(rule('maximum', `must be at most ${maximum}`, (value) => value <= maximum));
  }
  if (exclusiveMinimum !== undefined) {
    checks.push(
      rule('exclusive_minimum', `must be more than ${exclusiveMinimum}`, (value) => value > exclusiveMinimum),
    );
  }
  if (exclusiveMaximum !== undefined) {
    checks.push(
      rule('exclusive_maximum', `must be less than ${exclusiveMaximum}`, (value) => value < exclusiveMaximum),
    );
  }
  if (multipleOf !== undefined) {
    if (!(multipleOf > 0)) throw new SchemaError(`${at}: multipleOf must be above zero`);
    checks.push(rule('multiple_of', `must be a multiple of ${multipleOf}`, multipleTest(multipleOf)));
  }
  return every(checks);
}

/** A number as JSON writes it: `digits * 10 ** exponent`, exactly. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '', power = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/** Up to here a decimal of 15 digits and its double stand for each other, so scaling one is exact. */
const exactlyScaled = 1e15;
const mostPlaces = 22;

/**
 * Tests for multiples of `divisor` in decimal arithmetic, on the shortest decimal that reads as the number: 0.3 is a
 * multiple of 0.1, and 1e23 of 10, though their doubles are not.
 */
export function multipleTest(divisor: number): (value: number) => boolean {
  const unit = decimalOf(divisor);
  const places = Math.max(0, -unit.exponent);
  const scale = 10 ** places;
  const step = Math.round(divisor * scale);
  const scalable = places <= mostPlaces && step < exactlyScaled;
  return (value) => {
    const scaled = value * scale;
    if (!scalable || Math.abs(scaled) >= exactlyScaled) return isMultiple(decimalOf(value), unit);
    const whole = Math.round(scaled);
    return whole / scale === value && whole % step === 0;
  };
}

function isMultiple(value: Decimal, unit: Decimal): boolean {
  const shift = value.exponent - unit.exponent;
  const digits = shift > 0 ? value.digits * 10n ** BigInt(shift) : value.digits;
  const step = shift < 0 ? unit.digits * 10n ** BigInt(-shift) : unit.digits;
  return digits % step === 0n;
}
