import { expect, test } from 'vitest';
import type { Json } from '../../runtime/contract.js';
import { listedValues } from './listed.js';
import { type Dialect, lower } from './lower.js';
import type { LiteralType, TypeExpr } from './type-expr.js';

const literal = (values: readonly Json[] | undefined, constant: { readonly value: Json } | undefined): LiteralType => ({
  kind: 'literal',
  notes: {},
  ...(values && { values }),
  ...(constant && { constant }),
});

test.each<[readonly Json[] | undefined, { readonly value: Json } | undefined, readonly Json[] | undefined]>([
  [undefined, undefined, undefined],
  [[1, 2], undefined, [1, 2]],
  [undefined, { value: null }, [null]],
  [[1, 2, 3], { value: 2 }, [2]],
  [[1, 2], { value: 3 }, []],
  [['1', null], { value: 1 }, []],
  [[{ a: [1, {}], b: 2 }], { value: { b: 2, a: [1, {}] } }, [{ b: 2, a: [1, {}] }]],
  [[{ a: 1, b: 2 }, { a: 1 }, [1], []], { value: { a: 2 } }, []],
  [[[], { a: 1 }], { value: {} }, []],
])('enum %j beside const %j leaves %j', (values, constant, want) => {
  expect(listedValues(literal(values, constant))).toEqual(want);
});

test.each<[Dialect, Json]>([
  ['openapi-3.0', { not: {} }],
  ['openapi-3.1', { enum: ['a'], const: 'b' }],
])('in %s an enum and a const that exclude each other accept nothing', (dialect, want) => {
  expect(lower(literal(['a'], { value: 'b' }), { dialect, types: new Map() })).toEqual(want);
});

test('of a long chain of references the nearest notes stay', () => {
  const types = new Map<string, TypeExpr>([
    ['S200000', { kind: 'boolean', nullable: false, notes: { title: 'End', description: 'Of the chain' } }],
  ]);
  for (let index = 0; index < 200_000; index++) {
    types.set(`S${index}`, { kind: 'reference', name: `S${index + 1}`, notes: {} });
  }
  expect(
    lower({ kind: 'reference', name: 'S0', notes: { title: 'Start' } }, { dialect: 'json-schema-2020-12', types }),
  ).toEqual({ type: 'boolean', title: 'Start', description: 'Of the chain' });
});
