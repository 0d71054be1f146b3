import creditCardType from 'credit-card-type';

/** Fewest and most digits of a card's number here; shorter ones are barcodes and telephone numbers. */
const digitCounts = { least: 14, most: 19 };
/** Digits, in groups that spaces or dashes keep apart. */
const stretches = /\d+(?:[\s\u200B\u2212\p{Pd}]{1,3}\d+)*/gu;
/** UUIDs and digests: their runs of decimal digits are nobody's card. */
const hexadecimalIds = /(?<![\p{L}\p{N}_])(?=[\dA-F-]*[A-F])(?:[\dA-F]-?){29,}[\dA-F](?![\p{L}\p{N}_])/giu;

/** A brand: how its numbers begin, as ranges of as many digits, and how long they are. */
interface Brand {
  readonly prefixes: readonly (readonly [least: string, most: string])[];
  readonly lengths: readonly number[];
}

const brands: readonly Brand[] = Object.values(creditCardType.types).map((type) => {
  const { patterns, lengths } = creditCardType.getTypeInfo(type);
  const prefixes = patterns.map((pattern): readonly [string, string] => {
    const [least, most] = Array.isArray(pattern) ? pattern : [pattern, pattern];
    return [String(least), String(most)];
  });
  return { prefixes, lengths };
});

/**
 * Whether a text holds what looks like a payment card's number: 14 to 19 digits that begin and count as those of a brand
 * (by the table of credit-card-type) and pass the Luhn check, written in one or in groups, with anything but digits around.
 */
export function holdsCardNumber(text: string): boolean {
  if (!/\d{2}/.test(text) && !/\d\D\d/.test(text)) return false;
  const plain = text.replace(hexadecimalIds, ' # ');
  return [...plain.matchAll(stretches)].some(([stretch]) => hasCard(stretch.match(/\d+/g) ?? []));
}

/** Whether neighbouring groups of digits make up a card's number. */
function hasCard(groups: readonly string[]): boolean {
  return groups.some((_, first) => {
    let digits = '';
    for (const group of groups.slice(first)) {
      // A barcode beside another number is no part of a card's.
      if (isBarcode(group)) return false;
      digits += group;
      if (digits.length > digitCounts.most) return false;
      if (isCardNumber(digits)) return true;
    }
    return false;
  });
}

/** EAN-13 (GS1 General Specifications, 7.9): from the left, every second digit counts three times. */
function isBarcode(digits: string): boolean {
  const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return digits.length === 13 && sum % 10 === 0;
}

function isCardNumber(digits: string): boolean {
  if (digits.length < digitCounts.least) return false;
  const isOf = ({ prefixes, lengths }: Brand) =>
    lengths.includes(digits.length) && prefixes.some((prefix) => beginsWithin(digits, prefix));
  return brands.some(isOf) && luhnSum(digits) % 10 === 0;
}

function beginsWithin(digits: string, [least, most]: readonly [string, string]): boolean {
  const start = digits.slice(0, least.length);
  return start >= least && start <= most;
}

/** ISO/IEC 7812-1, annex B: every second digit from the right counts double. */
function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
