import { describe, expect, test } from 'vitest';
import type { Json } from '../../runtime/contract.js';
import { compileSpec, validators } from './four-validators.js';
import { anyOutput } from './spec-text.js';

/** Where implementations of the standard like to differ: what is wanted, and what all four give. */

interface Row {
  readonly title: string;
  readonly schema: Json;
  readonly accepts: readonly Json[];
  readonly refuses: readonly Json[];
  /** Why Ajv is not asked: it is wrong about the standard here. */
  readonly ajvIsWrong?: string;
}

/** As a client's text brings it: `__proto__` is a key like any other, and 1.0 is written so. */
const parsed = (text: string): Json => JSON.parse(text);

const rows: readonly Row[] = [
  {
    title: '1.0 is an integer',
    schema: { type: 'integer' },
    accepts: [1, parsed('1.0'), parsed('-0.0'), parsed('1e3'), 1e300],
    refuses: [1.5, '1', true, null, [1]],
  },
  {
    title: 'a length counts code points',
    schema: { type: 'string', minLength: 2, maxLength: 3 },
    accepts: ['ab', '😀😀', '😀😀😀', 'é́', '\ud800\ud800'],
    refuses: ['😀', 'a', '😀😀😀😀', '\ud800'],
  },
  {
    title: 'a pattern reads code points, and matches anywhere',
    schema: { type: 'string', pattern: '^.$|x' },
    accepts: ['😀', 'a', 'axa'],
    refuses: ['', 'ab', '\n'],
  },
  {
    title: 'multiples of a decimal',
    schema: { type: 'number', multipleOf: 0.1 },
    accepts: [0.3, 0.7, 1.1, -0.3, 1e23, 0],
    refuses: [0.35, 0.30000000000000004, 1e-9],
    ajvIsWrong: 'divides binary doubles, and 0.3 / 0.1 is not 3',
  },
  {
    title: 'multiples of cents',
    schema: { type: 'number', multipleOf: 0.01 },
    accepts: [19.99, 1.13, 4.35, 100],
    refuses: [19.995, 0.001],
    ajvIsWrong: 'divides binary doubles, and 19.99 / 0.01 is not 1999',
  },
  {
    title: 'multiples that doubles hold exactly',
    schema: { type: 'number', multipleOf: 0.25 },
    accepts: [0.25, -1.5, 0, 1e15],
    refuses: [0.3, 0.125],
  },
  {
    title: 'bounds of one side: both hold',
    schema: { type: 'number', minimum: 1, exclusiveMinimum: 1, maximum: 5, exclusiveMaximum: 9 },
    accepts: [1.1, 5],
    refuses: [1, 5.1, 9],
  },
  {
    title: 'an exclusive bound inside the other',
    schema: { type: 'integer', minimum: 0, exclusiveMinimum: 1, maximum: 9, exclusiveMaximum: 4 },
    accepts: [2, 3],
    refuses: [0, 1, 4, 9],
  },
  {
    title: 'an enum of objects, whatever the order of keys',
    schema: { enum: [{ a: [1, { x: null }], b: 2 }, {}] },
    accepts: [{ b: 2, a: [1, { x: null }] }, { a: [parsed('1.0'), { x: null }], b: 2 }, {}],
    refuses: [{ a: [1, { x: null }] }, { a: [{ x: null }, 1], b: 2 }, [], null],
  },
  {
    title: 'a constant object, whatever the order of keys',
    schema: { const: { a: 1, b: [2, 3] } },
    accepts: [{ b: [2, 3], a: 1 }],
    refuses: [{ a: 1, b: [3, 2] }, { a: 1 }, { a: 1, b: [2, 3], c: null }],
  },
  {
    title: 'a constant beside an enum: both hold',
    schema: { type: 'integer', enum: [1, 2, 3], const: 2 },
    accepts: [2],
    refuses: [1, 3, 4],
  },
  { title: 'the constant null', schema: { const: null }, accepts: [null], refuses: [0, false, '', {}] },
  {
    title: 'null among the listed values of a type',
    schema: { type: ['string', 'null'], enum: ['a', null] },
    accepts: ['a', null],
    refuses: ['b', '', 0],
  },
  {
    title: 'null is not among the listed values, though the type lets it in',
    schema: { type: ['string', 'null'], enum: ['a', 'b'] },
    accepts: ['a'],
    refuses: [null, 'c'],
  },
  {
    title: 'unique objects, whatever the order of keys',
    schema: { type: 'array', items: { type: 'object', additionalProperties: true }, uniqueItems: true },
    accepts: [[{ a: 1 }, { a: 2 }], [{}, { a: 1 }], []],
    refuses: [
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      [{}, { a: 1 }, {}],
    ],
  },
  {
    title: 'unique values: true is not 1, 0 is -0',
    schema: { type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'boolean' }] }, uniqueItems: true },
    accepts: [
      [1, true],
      [0, false],
    ],
    refuses: [
      [1, parsed('1.0')],
      [0, parsed('-0')],
    ],
  },
  {
    title: 'properties that every object inherits',
    schema: {
      type: 'object',
      properties: { toString: { type: 'string' }, hasOwnProperty: { type: 'integer' } },
      required: ['toString'],
      additionalProperties: false,
    },
    accepts: [{ toString: 'a' }, { toString: 'a', hasOwnProperty: 1 }],
    refuses: [{}, { toString: 1 }, { toString: 'a', hasOwnProperty: 'b' }, { toString: 'a', valueOf: 1 }],
  },
  {
    title: '__proto__ is an unknown property where the object is closed',
    schema: { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false },
    accepts: [{}, { a: 1 }],
    refuses: [parsed('{"__proto__": 1}'), parsed('{"__proto__": {"a": 1}}'), { constructor: 1 }, { toString: 1 }],
  },
  {
    title: '__proto__ is a property like any other in a map',
    schema: { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1 },
    accepts: [parsed('{"__proto__": 1}'), { a: 1 }],
    refuses: [{}, parsed('{"__proto__": "a"}'), parsed('{"a": 1, "__proto__": null}')],
  },
  {
    title: '__proto__ does not give its fields to the object',
    schema: { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] },
    accepts: [parsed('{"a": 1, "__proto__": {"a": "b"}}')],
    refuses: [parsed('{"__proto__": {"a": 1}}')],
  },
  {
    title: 'null is there: it satisfies required, and no type but its own',
    schema: { type: 'object', properties: { a: { type: ['string', 'null'] }, b: { type: 'string' } }, required: ['a'] },
    accepts: [{ a: null }, { a: 'x', b: 'y' }],
    refuses: [{}, { a: 'x', b: null }],
  },
  {
    title: 'a default does not stand in for a required property',
    schema: { type: 'object', properties: { a: { type: 'integer', default: 1 } }, required: ['a'] },
    accepts: [{ a: 2 }],
    refuses: [{}],
  },
  {
    title: 'oneOf is refused where two hold',
    schema: { oneOf: [{ type: 'integer' }, { type: 'number', minimum: 2 }] },
    accepts: [1, 2.5],
    refuses: [3, 1.5, 'a'],
  },
  ...Object.entries({
    date: [['2024-02-29'], ['2023-02-29', '2024-1-1', '']],
    time: [
      ['09:30:00Z', '23:59:60Z'],
      ['09:30:00', '24:00:00Z', '12:00:60Z'],
    ],
    'date-time': [['2024-02-29T09:30:00+01:00'], ['2024-02-29', '2024-02-30T00:00:00Z', '2024-02-29T09:30:00']],
    email: [['jo@example.com'], ['jo@', 'jo', '@example.com']],
    uuid: [['2eb8aa08-aa98-11ea-b4aa-73b441d16380'], ['2eb8aa08aa9811eab4aa73b441d16380', '']],
    uri: [
      ['https://a.b/c?d#e', 'urn:a:b'],
      ['/a', 'a b', ''],
    ],
    ipv4: [['1.2.3.4'], ['1.2.3.256', '1.2.3', '01.2.3.4']],
    ipv6: [
      ['::1', '1::2', '::ffff:1.2.3.4'],
      ['1::2::3', '1.2.3.4', ''],
    ],
  } satisfies { [format: string]: [string[], string[]] }).map(([format, [accepts = [], refuses = []]]) => ({
    title: `the format ${format} is asserted`,
    schema: { type: 'string', format },
    accepts,
    refuses,
  })),
];

describe.each(
  rows.map((row) => ({ ...row, asked: row.ajvIsWrong === undefined ? validators : (['runtime'] as const) })),
)('$title', ({ schema, accepts, refuses, asked }) => {
  test('for every validator', async () => {
    const property = { type: 'object', properties: { value: schema }, required: ['value'] };
    const reference = { ...property, properties: { value: { $ref: '#/schemas/Shared' } } };
    const compiled = await compileSpec({
      schemas: { Shared: schema },
      tools: [property, reference].map((input) => ({ input, output: anyOutput })),
    });
    if (!compiled.ok) throw new Error(compiled.problems);
    for (const { input } of compiled.tools) {
      for (const name of asked) {
        const verdict = (value: Json) => ({ value, accepted: input[name]({ value }) });
        expect(accepts.map(verdict), name).toEqual(accepts.map((value) => ({ value, accepted: true })));
        expect(refuses.map(verdict), name).toEqual(refuses.map((value) => ({ value, accepted: false })));
      }
    }
  });
});

test('an input is closed unless it says otherwise, an output open', async () => {
  const shape = { type: 'object', properties: { a: { type: 'integer' } } };
  const compiled = await compileSpec({ schemas: {}, tools: [{ input: shape, output: shape }] });
  if (!compiled.ok) throw new Error(compiled.problems);
  const [tool] = compiled.tools;
  for (const value of [{ a: 1, b: 2 }, parsed('{"__proto__": {"a": 1}}'), { toString: 1 }]) {
    for (const name of validators) {
      expect({ name, value, input: tool?.input[name](value), output: tool?.output[name](value) }).toEqual({
        name,
        value,
        input: false,
        output: true,
      });
    }
  }
});
