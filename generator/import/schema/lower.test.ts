import { expect, test } from 'vitest';
import type { JsonSchema } from '../../runtime/contract.js';
import { createLosses, type LossCode } from '../losses.js';
import { lowerSchema } from './index.js';

const lowered = (schema: unknown, direction: 'input' | 'output', root: unknown = {}) => {
  const losses = createLosses();
  const made = lowerSchema(schema, '/s', { root, direction, lose: losses.lose });
  return { made, losses: losses.all().map(({ code, at }) => `${code} ${at}`) };
};

const text: JsonSchema = { type: 'string' };

interface Case {
  readonly given: unknown;
  readonly want: JsonSchema;
  readonly losses?: readonly `${LossCode} ${string}`[];
}

const inputs: Readonly<Record<string, Case>> = {
  'nullable of 3.0': { given: { type: 'string', nullable: true }, want: { type: ['string', 'null'] } },
  'a list of types with null': { given: { type: ['null', 'integer'] }, want: { type: ['integer', 'null'] } },
  'several types': { given: { type: ['string', 'number'] }, want: { anyOf: [text, { type: 'number' }] } },
  'exclusive bounds of 3.0': {
    given: { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 9 },
    want: { type: 'integer', maximum: 9, exclusiveMinimum: 0 },
  },
  'exclusive bounds of 3.1': {
    given: { type: 'number', exclusiveMaximum: 5 },
    want: { type: 'number', exclusiveMaximum: 5 },
  },
  'bounds with nothing between them': {
    given: { type: 'string', minLength: 5, maxLength: 2 },
    want: text,
    losses: ['schema/keyword-dropped /s/minLength'],
  },
  'a number that JSON can not carry': {
    given: { type: 'integer', maximum: 2 ** 63 },
    want: { type: 'integer' },
    losses: ['schema/keyword-dropped /s/maximum'],
  },
  'a known format': { given: { type: 'string', format: 'uuid' }, want: { type: 'string', format: 'uuid' } },
  'an unknown format': {
    given: { type: 'string', format: 'hostname' },
    want: text,
    losses: ['schema/format-dropped /s/format'],
  },
  'a pattern that backtracks': {
    given: { type: 'string', pattern: '^(a+)+$' },
    want: text,
    losses: ['schema/pattern-dropped /s/pattern'],
  },
  'a pattern of another language': {
    given: { type: 'string', pattern: '(?i)abc' },
    want: text,
    losses: ['schema/pattern-dropped /s/pattern'],
  },
  'a default, which stays with the original': {
    given: { type: 'integer', description: 'How many', default: 30 },
    want: { type: 'integer', description: 'How many. Default: 30.' },
  },
  'listed values with null': {
    given: { type: 'string', enum: ['a', null] },
    want: { type: ['string', 'null'], enum: ['a', null] },
  },
  'listed values without a type': { given: { enum: [1, 2, 2] }, want: { type: 'integer', enum: [1, 2] } },
  'listed values of another type': {
    given: { type: 'string', enum: [true, false] },
    want: text,
    losses: ['schema/values-dropped /s/enum'],
  },
  'constants as a union': {
    given: { oneOf: [{ const: 'a' }, { const: 'b' }] },
    want: { type: 'string', enum: ['a', 'b'] },
  },
  'a union with null': { given: { anyOf: [text, { type: 'null' }] }, want: { type: ['string', 'null'] } },
  'a union of two': {
    given: { oneOf: [text, { type: 'integer' }] },
    want: { anyOf: [text, { type: 'integer' }] },
    losses: ['schema/union-loosened /s/oneOf'],
  },
  'allOf, merged': {
    given: { allOf: [{ type: 'object', properties: { a: text }, required: ['a'] }, { properties: { b: text } }] },
    want: { type: 'object', properties: { a: text, b: text }, required: ['a'] },
  },
  'an object that says nothing': { given: { type: 'object' }, want: { type: 'object', additionalProperties: true } },
  'a map': {
    given: { type: 'object', additionalProperties: { type: 'integer' } },
    want: { type: 'object', properties: {}, additionalProperties: { type: 'integer' } },
  },
  'what only answers have': {
    given: {
      type: 'object',
      properties: { id: { type: 'integer', readOnly: true }, name: text },
      required: ['id', 'name'],
    },
    want: { type: 'object', properties: { name: text }, required: ['name'] },
  },
  'names that reach into objects': {
    given: JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"},"ok":{"type":"string"}}}'),
    want: { type: 'object', properties: { ok: text }, additionalProperties: true },
    losses: ['schema/property-dropped /s/properties/__proto__'],
  },
  'names in any script': {
    given: { type: 'object', properties: { größe: text, a: text } },
    want: { type: 'object', properties: { a: text }, additionalProperties: true },
    losses: ['schema/property-dropped /s/properties/größe'],
  },
  'a keyword of JSON Schema that no surface has': {
    given: { type: 'string', not: { const: 'a' } },
    want: text,
    losses: ['schema/keyword-dropped /s/not'],
  },
  'a reference to elsewhere': {
    given: { $ref: 'https://example.com/pet.json' },
    want: { type: 'object', additionalProperties: true },
    losses: ['reference/external /s'],
  },
  'a reference to nothing': {
    given: { $ref: '#/nowhere' },
    want: { type: 'object', additionalProperties: true },
    losses: ['reference/dangling /s'],
  },
};

test.each(Object.entries(inputs))('an input: %s', (_, { given, want, losses = [] }) => {
  expect(lowered(given, 'input')).toEqual({ made: want, losses });
});

test('a result is held to its types alone', () => {
  const given = {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid', enum: ['a'] }, password: { type: 'string', writeOnly: true } },
    required: ['id'],
    additionalProperties: false,
  };
  const { made, losses } = lowered(given, 'output');
  expect(made).toEqual({ type: 'object', properties: { id: text } });
  expect(losses).toEqual(['output/loosened /s/required', 'output/loosened /s/properties/id/format']);
});

test('a schema that contains itself is cut where it comes back', () => {
  const root = { Node: { type: 'object', properties: { name: text, next: { $ref: '#/Node' } } } };
  const { made, losses } = lowered({ $ref: '#/Node' }, 'input', root);
  expect(made).toEqual({
    type: 'object',
    properties: { name: text, next: { type: 'object', additionalProperties: true } },
  });
  expect(losses).toEqual(['schema/cycle-cut /Node/properties/next']);
});

test('schemas that multiply, or go ever deeper, are cut within a moment', () => {
  const wide: Record<string, unknown> = { S0: { type: 'string' } };
  for (let level = 1; level < 40; level++) {
    const inner = { $ref: `#/S${level - 1}` };
    wide[`S${level}`] = {
      type: 'object',
      properties: Object.fromEntries([...'abcdefgh'].map((name) => [name, inner])),
    };
  }
  expect(JSON.stringify(lowered({ $ref: '#/S39' }, 'input', wide).made).length).toBeLessThan(100_000);
  let deep: unknown = { type: 'string' };
  for (let level = 0; level < 100_000; level++) deep = { type: 'array', items: deep };
  expect(JSON.stringify(lowered(deep, 'input').made).length).toBeLessThan(10_000);
});

test.each([
  null,
  true,
  false,
  3,
  'x',
  [],
  [{}],
  { type: 7 },
  { properties: 3 },
  { allOf: [3, null] },
  { oneOf: [null] },
  { enum: [{}] },
  { required: 3, type: 'object' },
])('anything at all gives a schema: %j', (given) => {
  for (const direction of ['input', 'output'] as const) {
    const { made } = lowered(given, direction);
    expect(made.type ?? made.anyOf).toBeDefined();
  }
});
