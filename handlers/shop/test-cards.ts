import creditCardType from 'credit-card-type';

/** A whole number below a bound, from a seeded sequence (mulberry32). */
export type Random = (below: number) => number;

/** A seeded sequence. */
export function draw(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A made number that nobody has. */
export interface MadeCard {
  readonly brand: string;
  readonly digits: string;
}

/** Numbers of all brands in turn, as the table of credit-card-type has them, of 14 digits and more. */
export function madeCards(count: number, random: Random): readonly MadeCard[] {
  const types = Object.values(creditCardType.types).map((type) => creditCardType.getTypeInfo(type));
  return Array.from({ length: count }, (_, index) => {
    const { type, patterns, lengths } = types[index % types.length] ?? { type: '', patterns: [4], lengths: [16] };
    const long = lengths.filter((length) => length >= 14);
    const length = long[random(long.length)] ?? 16;
    const pattern = patterns[random(patterns.length)] ?? 4;
    const [least, most] = Array.isArray(pattern) ? pattern : [pattern, pattern];
    let digits = String(Number(least) + random(Number(most) - Number(least) + 1));
    while (digits.length < length - 1) digits += String(random(10));
    return { brand: type, digits: digits + checkDigit(digits) };
  });
}

/** ISO/IEC 7812-1, annex B, from the other end: the digit that makes the sum a multiple of ten. */
function checkDigit(digits: string): string {
  const doubled = [...digits].reverse().map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1));
  const sum = doubled.reduce((all, value) => all + Math.floor(value / 10) + (value % 10), 0);
  return String((10 - (sum % 10)) % 10);
}

const separators = [' ', '-', '\u00a0', '\u2011', '\u2013', ' - '];
const sentences = [
  (card: string) => card,
  (card: string) => `pay with ${card}`,
  (card: string) => `my card:${card}, thanks`,
  (card: string) => `(${card})`,
  (card: string) => `card=${card};cvc=1`,
];

/** The digits as somebody may write them; never so that a group of them is a barcode by chance. */
export function spelled(digits: string, random: Random): string {
  const separator = separators[random(separators.length)] ?? ' ';
  const forms = [
    digits,
    digits.replace(/(.{4})(?=.)/g, `$1${separator}`),
    digits.replace(/^(.{4})(.{6})/, `$1${separator}$2${separator}`),
    [...digits]
      .map((digit, index) => (index > 0 && (index % 12 === 0 || random(4) === 0) ? separator + digit : digit))
      .join(''),
  ];
  const form = forms[random(forms.length)] ?? digits;
  return (sentences[random(sentences.length)] ?? String)(form);
}
