import { expect, test } from 'vitest';
import type { Json, JsonSchema } from '../contract.js';
import { createValidators } from './index.js';

const schemas: { readonly [name: string]: JsonSchema } = {
  Page: { type: 'object', properties: { size: { type: 'integer', default: 10 } } },
  Sort: { type: 'string', default: 'name' },
  Nested: { type: 'object', properties: { page: { $ref: '#/schemas/Page' }, sort: { $ref: '#/schemas/Sort' } } },
};
const on = (properties: { [name: string]: JsonSchema }): JsonSchema => ({ type: 'object', properties });

/** A schema, a value, and the value filled. */
const cases: readonly (readonly [string, JsonSchema, Json, Json])[] = [
  ['absent', on({ limit: { default: 10 } }), {}, { limit: 10 }],
  ['present', on({ limit: { default: 10 } }), { limit: 5 }, { limit: 5 }],
  ['null is present', on({ limit: { default: 10 } }), { limit: null }, { limit: null }],
  ['null as default', on({ limit: { default: null } }), {}, { limit: null }],
  ['false as default', on({ all: { default: false } }), {}, { all: false }],
  ['inherited name', on({ toString: { default: 'a' } }), {}, { toString: 'a' }],
  ['below a present object', on({ page: { $ref: '#/schemas/Page' } }), { page: {} }, { page: { size: 10 } }],
  ['not below an absent object', on({ page: { $ref: '#/schemas/Page' } }), {}, {}],
  ['within a default', on({ page: { $ref: '#/schemas/Page', default: {} } }), {}, { page: { size: 10 } }],
  ['default of a reference', on({ sort: { $ref: '#/schemas/Sort' } }), {}, { sort: 'name' }],
  ['default beside a reference', on({ sort: { $ref: '#/schemas/Sort', default: null } }), {}, { sort: null }],
  ['root reference', { $ref: '#/schemas/Nested' }, { page: {} }, { page: { size: 10 }, sort: 'name' }],
  ['items', { type: 'array', items: { $ref: '#/schemas/Page' } }, [{}, { size: 1 }], [{ size: 10 }, { size: 1 }]],
  ['other properties', { additionalProperties: { $ref: '#/schemas/Page' } }, { a: {} }, { a: { size: 10 } }],
  ['other types', on({ a: { type: ['object', 'null'], properties: { b: { default: 1 } } } }), { a: null }, { a: null }],
  [
    'the branch that fits',
    { oneOf: [on({ a: { type: 'string', default: '' } }), { type: 'array', items: { $ref: '#/schemas/Page' } }] },
    [{}],
    [{ size: 10 }],
  ],
  [
    'the first branch that fits',
    { anyOf: [{ type: 'string' }, on({ a: { default: 1 } }), on({ b: { default: 2 } })] },
    {},
    { a: 1 },
  ],
];

test.each(cases)('%s', (_name, schema, value, want) => {
  const filled = structuredClone(value);
  createValidators(schemas).defaults(schema)?.(filled);
  expect(filled).toEqual(want);
  createValidators(schemas).defaults(schema)?.(filled);
  expect(filled).toEqual(want);
});

test('undefined counts as absent', () => {
  const value = { limit: undefined };
  createValidators({}).defaults(on({ limit: { default: 10 } }))?.(value);
  expect(value).toEqual({ limit: 10 });
});

test('a default is copied for each call', () => {
  const fill = createValidators({}).defaults(on({ tags: { default: ['new'] } }));
  const [one, other]: { tags?: string[] }[] = [{}, {}];
  fill?.(one);
  one?.tags?.push('old');
  fill?.(other);
  expect(other).toEqual({ tags: ['new'] });
});

test('__proto__ is a name like any other', () => {
  const schema: JsonSchema = JSON.parse('{"properties": {"__proto__": {"default": {"admin": true}}}}');
  const value: { admin?: unknown } = {};
  createValidators({}).defaults(schema)?.(value);
  expect(JSON.stringify(value)).toBe('{"__proto__":{"admin":true}}');
  expect(value.admin).toBeUndefined();
});

test.each<JsonSchema>([
  {},
  on({ a: { type: 'string' } }),
  { default: {} },
  { $ref: '#/schemas/Sort' },
  { oneOf: [{}, {}] },
])('nothing to fill in %j', (schema) => expect(createValidators(schemas).defaults(schema)).toBeUndefined());
