import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../contract.js';
import { createValidators, SchemaError } from './index.js';

const issues = (schema: JsonSchema, value: unknown, schemas: { [name: string]: JsonSchema } = {}) =>
  createValidators(schemas)
    .validator(schema)(value)
    .map(({ pointer, code, message }) => `${pointer} ${code}: ${message}`);

const family = '👨‍👩‍👧';
const lone = '\ud800';

/** What a schema accepts, and what it refuses. */
const verdicts: readonly (readonly [JsonSchema, readonly unknown[], readonly unknown[]])[] = [
  [
    {},
    [null, true, 0, '', [], {}, [{ a: [null] }]],
    [undefined, Number.NaN, Infinity, () => 1, 1n, Symbol('a'), [Number.NaN], [undefined], { a: 1n }],
  ],
  [{ type: 'integer' }, [0, -0, 1.0, 1e300, -7], [1.5, '1', true, null, Infinity, Number.NaN]],
  [{ type: 'number' }, [0, 1.5], [Infinity, -Infinity, Number.NaN, '1', null]],
  [{ type: ['integer', 'number'] }, [1, 1.5], ['1']],
  [{ type: ['string', 'null'] }, ['', null], [0, false, [], {}, undefined]],
  [{ type: ['string', 'integer'], minLength: 2, minimum: 5 }, ['ab', 5], ['a', 4, 5.5]],
  [{ type: 'boolean' }, [true, false], [0, 'true', null]],
  [{ type: 'null' }, [null], [undefined, 0, false, {}]],
  [{ type: 'array' }, [[], [1, 'a', {}]], [{}, 'a', { length: 0 }]],
  [{ type: 'object' }, [{}, { a: 1 }, Object.create(null)], [[], null, 'a']],
  [{ minLength: 2 }, [0, null, [], 'ab', `${family}`, '😀😀', lone + lone], ['', 'a', '😀', lone]],
  [{ maxLength: 2 }, [12345, '', 'ab', '😀😀', `a${lone}`, `${lone}😀`], ['abc', '😀😀😀', lone + lone + lone]],
  [{ pattern: '^.$' }, ['a', '😀', 5], ['', 'ab', '\n']],
  [{ pattern: 'b' }, ['abc'], ['acd', '']],
  [{ pattern: '^\\p{Lu}+$' }, ['ÄB'], ['ä']],
  [{ minimum: 1, maximum: 2 }, [1, 2, 1.5, '0', null], [0.999, 2.001, -1e308]],
  [{ exclusiveMinimum: 1, exclusiveMaximum: 2 }, [1.5], [1, 2]],
  [{ minItems: 1, maxItems: 2 }, [[1], [1, 2], 'abc', {}], [[], [1, 2, 3]]],
  [{ items: { type: 'string' } }, [[], ['a'], 'a', { 0: 1 }], [[1], ['a', null]]],
  [
    { uniqueItems: true },
    [
      [1, 2],
      [1, true],
      [[1], [2]],
      [1, '1'],
      [{ a: 1 }, { a: 2 }],
      [[], {}],
    ],
    [
      [1, 1.0],
      [0, -0],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[['a']], [['a']]],
    ],
  ],
  [{ uniqueItems: false }, [[1, 1]], []],
  [
    { minProperties: 1, maxProperties: 2 },
    [{ a: 1 }, { a: 1, b: undefined, c: 2 }, []],
    [{}, { a: undefined }, { a: 1, b: 2, c: 3 }],
  ],
  [{ required: ['a'] }, [{ a: null }, [], 'a'], [{}, { a: undefined }, Object.create({ a: 1 })]],
  [{ required: ['toString'] }, [{ toString: 1 }], [{}]],
  // In whatever order they come, and whatever is missing.
  [
    { properties: { a: { type: 'string' }, b: { type: 'integer' }, c: { type: 'boolean' } } },
    [
      { a: '', b: 1, c: true },
      { c: true, b: 1, a: '' },
      { b: 1, a: '', c: true },
      { b: 1, c: true },
      { d: 1, a: '', c: true },
    ],
    [
      { a: 1, b: '' },
      { c: 1, b: 1 },
      { b: true, c: 1 },
      { a: '', c: 1 },
      { d: 1, b: true },
      { a: '', d: 1, b: true },
    ],
  ],
  [{ required: ['__proto__'] }, [JSON.parse('{"__proto__": 1}')], [{}]],
  [{ required: ['a'], additionalProperties: { type: 'string' } }, [{ a: '' }], [{ a: 1 }, {}]],
  [{ required: ['a'], additionalProperties: false }, [], [{}, { a: 1 }]],
  [
    { properties: { constructor: { type: 'string' }, hasOwnProperty: { type: 'string' } } },
    [{}, { constructor: '' }],
    [{ constructor: 1 }, { hasOwnProperty: 1 }],
  ],
  [
    JSON.parse('{"properties": {"__proto__": {"type": "string"}}}'),
    [{}, JSON.parse('{"__proto__": "a"}')],
    [JSON.parse('{"__proto__": 1}')],
  ],
  [
    { properties: { a: {} }, additionalProperties: false },
    [{}, { a: 1 }, { a: 1, b: undefined }],
    [{ b: 1 }, { toString: 1 }, JSON.parse('{"__proto__": 1}')],
  ],
  [{ properties: { a: {} }, additionalProperties: { type: 'integer' } }, [{ a: 'a', b: 1 }], [{ a: 'a', b: 'b' }]],
  [
    { enum: [1, 'a', null, { a: [1], b: 2 }] },
    [1.0, 'a', null, { b: 2, a: [1] }],
    [true, '1', undefined, {}, { a: [1] }, [1], Number.NaN],
  ],
  [{ enum: ['1', 'null', 'true', '[]'] }, ['1', '[]'], [1, null, true, []]],
  [{ enum: [0] }, [0, -0], ['0', false, null]],
  [{ enum: [{ toString: 1 }, { constructor: {} }] }, [{ toString: 1 }, { constructor: {} }], [{ toString: 2 }, {}]],
  [
    { const: { a: 1, b: [{}] } },
    [
      { b: [{}], a: 1 },
      { a: 1, b: [{}], c: undefined },
    ],
    [{ a: 1 }, { a: 1, b: [[]] }, null],
  ],
  [{ const: null }, [null], [undefined, 0, false]],
  [{ const: false }, [false], [0, null, '']],
  [{ type: 'string', enum: ['a', 1] }, ['a'], [1]],
  [{ oneOf: [{ type: 'integer' }, { minimum: 2 }] }, [1, 2.5, 'a'], [3, 1.5]],
  [{ anyOf: [{ type: 'integer' }, { minimum: 2 }] }, [1, 2.5, 3], [1.5]],
  [{ type: 'string', anyOf: [{ minLength: 2 }, { const: '' }] }, ['', 'ab'], ['a', 5]],
];

describe('verdicts', () => {
  test.each(verdicts)('%j', (schema, valid, invalid) => {
    for (const value of valid) expect(issues(schema, value)).toEqual([]);
    for (const value of invalid) expect(issues(schema, value), inspect(value)).not.toEqual([]);
  });
});

const product: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 5 },
    limit: { type: 'integer', minimum: 1, multipleOf: 2 },
    tags: { type: 'array', items: { enum: ['new', 'old'] }, minItems: 1, uniqueItems: true },
    'a/b~c': { const: 1 },
    way: {
      oneOf: [
        {
          type: 'object',
          properties: { kind: { const: 'post' }, street: { type: 'string' } },
          required: ['kind', 'street'],
        },
        {
          type: 'object',
          properties: { kind: { const: 'mail' }, address: { type: 'string' } },
          required: ['kind', 'address'],
        },
        { type: 'string', format: 'email' },
      ],
    },
    open: { additionalProperties: { type: ['string', 'null'] } },
  },
  required: ['name'],
  additionalProperties: false,
};

/** A value, and all that is said about it. */
const reports: readonly (readonly [unknown, readonly string[]])[] = [
  [[], [' type: must be an object']],
  [undefined, [' type: must be an object']],
  [{}, ['/name required: is required']],
  [
    { limmit: 1, name: 1 },
    ["/limmit unknown_property: is not a known property; did you mean 'limit'?", '/name type: must be a string'],
  ],
  [
    { name: '', zebra: 1 },
    ['/name min_length: must be at least 1 character long', '/zebra unknown_property: is not a known property'],
  ],
  [{ name: 'abcdef' }, ['/name max_length: must be at most 5 characters long']],
  [{ name: 'a', limit: -1 }, ['/limit minimum: must be at least 1', '/limit multiple_of: must be a multiple of 2']],
  [{ name: 'a', limit: 1.5 }, ['/limit type: must be a whole number']],
  [{ name: 'a', tags: [] }, ['/tags min_items: must have at least 1 item']],
  [{ name: 'a', tags: ['new', 'new'] }, ['/tags unique_items: must not have two equal items']],
  [
    { name: 'a', tags: ['new', 'x', 'new', 2] },
    ['/tags/1 enum: must be one of "new", "old"', '/tags/3 enum: must be one of "new", "old"'],
  ],
  [{ name: 'a', 'a/b~c': 2 }, ['/a~1b~0c const: must be 1']],
  [{ name: 'a', open: { b: null, c: 1 } }, ['/open/c type: must be a string or null']],
  [{ name: 'a', way: { kind: 'post' } }, ['/way/street required: is required']],
  [{ name: 'a', way: 'b' }, ['/way format: must be an email address']],
  [{ name: 'a', way: { kind: 'fly' } }, ['/way one_of: must match one of the 3 allowed forms']],
  [{ name: 'a', way: {} }, ['/way one_of: must match one of the 3 allowed forms']],
];

describe('issues', () => {
  test.each(reports)('%j', (value, want) => {
    expect(issues(product, value)).toEqual(want);
  });

  test('of a value that too many branches accept', () => {
    expect(issues({ oneOf: [{}, { minimum: 1 }] }, 2)).toEqual([
      ' one_of: must match only one of the 2 allowed forms, but matches 2',
    ]);
  });

  test('are 32 at most, and never hold a value or an endless name', () => {
    const found = createValidators({}).validator({ items: { type: 'string' } })(
      Array.from({ length: 100_000 }, () => 1),
    );
    expect(found).toHaveLength(32);
    const long = 'x'.repeat(1_000_000);
    const text = JSON.stringify([
      ...issues(product, { name: long, [long]: long }),
      ...issues({ const: 'a', maxLength: 1 }, long),
    ]);
    expect(text).not.toContain('xxxxx');
    expect(text.length).toBeLessThan(500);
  });
});

describe('references', () => {
  const schemas = {
    Money: { type: 'object', properties: { amount: { $ref: '#/schemas/Count' } }, required: ['amount'] },
    Count: { type: 'integer' },
  } as const;

  test('are followed, and what stands beside them counts too', () => {
    const schema: JsonSchema = {
      $ref: '#/schemas/Money',
      description: 'A price',
      properties: { amount: { minimum: 1 } },
    };
    expect(issues(schema, { amount: 1 }, schemas)).toEqual([]);
    expect(issues(schema, { amount: 0 }, schemas)).toEqual(['/amount minimum: must be at least 1']);
    expect(issues(schema, { amount: '' }, schemas)).toEqual(['/amount type: must be a whole number']);
    expect(
      issues(
        { items: { anyOf: [{ $ref: '#/schemas/Count' }, { $ref: '#/schemas/Money' }, { $ref: '#/schemas/Count' }] } },
        [1],
        schemas,
      ),
    ).toEqual([]);
    expect(issues({ $ref: '#/schemas/Money', const: { amount: 1 } }, { amount: 2 }, schemas)).toEqual([
      ' const: must be {"amount":1}',
    ]);
  });
});

/** Schemas that are refused, with the message. */
const refused: readonly (readonly [object, { [name: string]: JsonSchema }, string])[] = [
  [{ properties: { a: { not: {} } } }, {}, "#/properties/a: 'not' is not supported"],
  [{ items: false }, {}, '#/items: a boolean schema is not supported'],
  [{ anyOf: [true] }, {}, '#/anyOf/0: a boolean schema is not supported'],
  [{ items: { $ref: '#/schemas/B' } }, {}, '#/items: nothing at #/schemas/B'],
  [{ $ref: '#/schemas/toString' }, {}, '#: nothing at #/schemas/toString'],
  [{ $ref: '#/$defs/A' }, { A: {} }, '#: nothing at #/$defs/A'],
  [{ $ref: '#/schemas/A' }, { A: { $ref: '#/schemas/A' } }, '#/schemas/A: #/schemas/A contains itself'],
  [
    { $ref: '#/schemas/A' },
    { A: { items: { $ref: '#/schemas/B' } }, B: { anyOf: [{ $ref: '#/schemas/A' }] } },
    '#/schemas/B/anyOf/0: #/schemas/A contains itself',
  ],
  [{ type: 'text' }, {}, "#: unknown type 'text'"],
  [{ format: 'hostname' }, {}, "#: unknown format 'hostname'"],
  [{ pattern: '(' }, {}, '#: unreadable pattern ('],
  [{ multipleOf: 0 }, {}, '#: multipleOf must be above zero'],
];

test.each(refused)('refuses %j', (schema, schemas, message) => {
  expect(() => createValidators(schemas).validator(schema)).toThrow(new SchemaError(message));
});

test('deep values do not exhaust the stack', () => {
  const nested = (depth: number) => JSON.parse(`${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`);
  const deep = nested(30_000);
  for (const schema of [
    {},
    { type: 'array' },
    { items: {}, uniqueItems: true },
    { items: { additionalProperties: true } },
  ] as JsonSchema[]) {
    expect(issues(schema, deep)).toEqual([]);
  }
  expect(issues({ uniqueItems: true }, [deep, nested(30_000)])).toHaveLength(1);
  expect(issues({ enum: [[], {}] }, deep)).toHaveLength(1);
});

test('circles and shared parts: JSON can hold the latter', () => {
  const shared = { a: 1 };
  const circle: unknown[] = [shared, shared];
  expect(issues({}, circle)).toEqual([]);
  circle.push({ circle });
  expect(issues({ uniqueItems: true }, circle)).toEqual(['/2 type: must be a JSON value']);
});

test('many different containers are compared in one pass', () => {
  const rows = Array.from({ length: 50_000 }, (_, index) => [[[index]]]);
  const start = performance.now();
  expect(issues({ uniqueItems: true }, rows)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(2_000);
});
