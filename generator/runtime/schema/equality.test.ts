import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areUnique, canonical, isJson } from './equality.js';

/** Pairs that JSON Schema calls equal, and pairs that it doesn't. */
const equal: readonly (readonly [unknown, unknown])[] = [
  [0, -0],
  [1, 1.0],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [[{ a: [null] }], [{ a: [null] }]],
  [{ a: undefined }, {}],
  [JSON.parse('{"__proto__": 1}'), JSON.parse('{"__proto__": 1}')],
];
const different: readonly (readonly [unknown, unknown])[] = [
  [1, '1'],
  [1, true],
  [null, false],
  [[], {}],
  [[1, 2], [12]],
  [
    [1, 2],
    [2, 1],
  ],
  [
    [[1], 2],
    [1, [2]],
  ],
  [['a', 'b'], ['a,b']],
  [{ a: { b: 1 } }, { a: {}, b: 1 }],
  [{ 'a":1,"b': 1 }, { a: 1, b: 1 }],
  [JSON.parse('{"__proto__": 1}'), {}],
  ['\ud800', '\ud801'],
];

test.each(equal)('%j equals %j', (left, right) => expect(canonical(left)).toBe(canonical(right)));
test.each(different)('%j differs from %j', (left, right) => expect(canonical(left)).not.toBe(canonical(right)));

test('equality does not depend on the order of keys, and inequality is not lost', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, inner]) => [key, shuffled(inner)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(canonical(shuffled(one))).toBe(canonical(one));
      const same = JSON.stringify(shuffled(shuffled(one))) === JSON.stringify(shuffled(shuffled(other)));
      if (same) expect(canonical(one)).toBe(canonical(other));
      expect(isJson(one)).toBe(true);
      expect(areUnique([one, shuffled(one)])).toBe(false);
    }),
    { seed: 20260131 },
  );
});
