/** A decimal number as digits times a power of ten, exactly as JSON prints it. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '0', power = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/**
 * Whether `value` is a whole multiple of `divisor`, in decimal arithmetic: 0.3 is a multiple of 0.1.
 * Both are finite, `divisor` is above zero.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isInteger(divisor) && Number.isSafeInteger(value)) return value % divisor === 0;
  const left = decimalOf(value);
  const right = decimalOf(divisor);
  const shift = left.exponent - right.exponent;
  const scaled = shift >= 0 ? left.digits * 10n ** BigInt(shift) : left.digits;
  const unit = shift >= 0 ? right.digits : right.digits * 10n ** BigInt(-shift);
  return scaled % unit === 0n;
}
