import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { holdsCardNumber } from './card-number.js';
import { draw, madeCards, spelled } from './test-cards.js';

test.each([
  '4242424242424242',
  '4242 4242 4242 4242',
  '4242-4242-4242-4242',
  '4242\u00a04242\u20114242\u20134242',
  '42 42 42 42 42 42 42 42',
  '3782 822463 10005',
  '36227206271667',
  '6304000000000000000',
  'charge 4242424242424242, please',
  'card4242424242424242',
  'tok_4242424242424242',
  'card-4242-4242-4242-4242',
  'two pieces 2 4242424242424242',
  '12/27 4242424242424242 123',
])('%s holds a card number', (text) => {
  expect(holdsCardNumber(text)).toBe(true);
});

test.each([
  // Not by Luhn, not by length, not by brand.
  '4242424242424241',
  '424242424242',
  '42424242424242424',
  '1234567890123452',
  // Longer runs of digits are something else.
  '94242424242424242424242',
  // Barcodes, alone and beside other numbers.
  '4006381333931',
  '6 4006381333931',
  '4006381333931 4006381333931',
  // Ids, of which some digits would do.
  '00000000-4242-4424-2424-242424242abc',
  'abcdefab-1234-4234-8234-4242424242424242',
  'e3b0c44298fc1c149afbf4c8996fb92427ae4242424242424242a495991b7852',
  '2026-11-28 12:30:45',
  '+49 151 23456789',
  'tok_ok',
  '',
])('%s holds none', (text) => {
  expect(holdsCardNumber(text)).toBe(false);
});

const random = draw(20261128);
const pick = (length: number, letters: string) =>
  Array.from({ length }, () => letters[random(letters.length)]).join('');

/** Ids as programs make them. */
const ids: Readonly<Record<string, () => string>> = {
  UUID: () => pick(32, '0123456789abcdef').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  'UUID without dashes': () => pick(32, '0123456789abcdef'),
  'SHA-256': () =>
    createHash('sha256')
      .update(String(random(2 ** 31)))
      .digest('hex'),
  ULID: () => pick(26, '0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
  nanoid: () => pick(21, '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-'),
  'order id': () => `order-2026-${pick(8, '0123456789')}-${pick(4, '0123456789')}`,
  barcode: () => pick(13, '0123456789'),
};

describe('ids are not mistaken for card numbers', () => {
  test.each(Object.entries(ids))('%s', (_name, make) => {
    const mistaken = Array.from({ length: 20_000 }, make).filter(holdsCardNumber);
    expect(mistaken).toEqual([]);
  });
});

test('a decimal id of 19 digits is a card number by chance, once in 20,000', () => {
  const mistaken = Array.from({ length: 20_000 }, () => `1${pick(18, '0123456789')}`).filter(holdsCardNumber);
  expect(mistaken).toEqual([expect.stringMatching(/^1800/)]);
});

test('every brand, every length, every spelling', () => {
  const cards = madeCards(2_000, random);
  expect(new Set(cards.map(({ brand }) => brand)).size).toBe(15);
  const missed = cards.map(({ digits }) => spelled(digits, random)).filter((text) => !holdsCardNumber(text));
  expect(missed).toEqual([]);
});
