import { expect, test } from 'vitest';
import { createDiagnosticBag } from '../diagnostics/diagnostic.js';
import { parse } from '../source/parse.js';
import { lower } from './lower.js';
import { parseNamedTypes } from './named-types.js';
import { parseSchema } from './parse-schema.js';

/** Lowers a schema written as YAML to the three public dialects. `Name` and `Money` can be referred to. */
function lowered(yaml: string) {
  const { report, all } = createDiagnosticBag();
  const read = (text: string) => {
    const node = parse({ path: 'test.yaml', text }, report);
    if (node === undefined) throw new Error('not YAML');
    return node;
  };
  const span = { start: 0, end: 0 };
  const named = parseNamedTypes(
    [
      { name: 'Name', nameSpan: span, span, value: read("{ type: string, maxLength: 5, description: 'A name' }") },
      {
        name: 'Money',
        nameSpan: span,
        span,
        value: read('{ type: object, properties: { amount: { type: integer } }, required: [amount] }'),
      },
    ],
    report,
  );
  const type = parseSchema(read(yaml), named.scope);
  expect(all()).toEqual([]);
  if (type === undefined) throw new Error('not a schema');
  const types = new Map(named.types.map((each) => [each.name, each.type]));
  return [
    lower(type, { dialect: 'openapi-3.0', types }),
    lower(type, { dialect: 'openapi-3.1', types }),
    lower(type, { dialect: 'json-schema-2020-12', types }),
  ];
}

const name = { type: 'string', maxLength: 5, description: 'A name' };
const ref = { $ref: '#/components/schemas/Name' };

test.each([
  {
    title: 'null beside a type',
    yaml: "{ type: [string, 'null'], minLength: 1 }",
    want: [
      { type: 'string', nullable: true, minLength: 1 },
      { type: ['string', 'null'], minLength: 1 },
      { type: ['string', 'null'], minLength: 1 },
    ],
  },
  {
    title: 'exclusive bounds',
    yaml: '{ type: number, exclusiveMinimum: 0, maximum: 9 }',
    want: [
      { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 9 },
      { type: 'number', maximum: 9, exclusiveMinimum: 0 },
      { type: 'number', maximum: 9, exclusiveMinimum: 0 },
    ],
  },
  {
    title: 'of two bounds on one side the tighter',
    yaml: '{ type: number, minimum: 5, exclusiveMinimum: 0 }',
    want: [
      { type: 'number', minimum: 5 },
      { type: 'number', minimum: 5, exclusiveMinimum: 0 },
      { type: 'number', minimum: 5, exclusiveMinimum: 0 },
    ],
  },
  {
    title: 'a constant',
    yaml: '{ const: yes }',
    want: [{ enum: ['yes'] }, { const: 'yes' }, { const: 'yes' }],
  },
  {
    title: 'a reference',
    yaml: "{ $ref: '#/schemas/Name' }",
    want: [ref, ref, name],
  },
  {
    title: 'a reference with a description of its own',
    yaml: "{ $ref: '#/schemas/Name', description: Hers }",
    want: [
      { allOf: [ref], description: 'Hers' },
      { ...ref, description: 'Hers' },
      { ...name, description: 'Hers' },
    ],
  },
  {
    title: 'an object without properties',
    yaml: '{ type: object, additionalProperties: { type: integer } }',
    want: [1, 2, 3].map(() => ({ type: 'object', properties: {}, additionalProperties: { type: 'integer' } })),
  },
  {
    title: 'examples',
    yaml: '{ type: string, examples: [a, b] }',
    want: [
      { type: 'string', example: 'a' },
      { type: 'string', examples: ['a', 'b'] },
      { type: 'string', examples: ['a', 'b'] },
    ],
  },
  {
    title: 'an allOf, merged',
    yaml: "{ allOf: [{ $ref: '#/schemas/Money' }, { type: object, properties: { note: { type: string } } }] }",
    want: [1, 2, 3].map(() => ({
      type: 'object',
      properties: { amount: { type: 'integer' }, note: { type: 'string' } },
      required: ['amount'],
    })),
  },
])('$title', ({ yaml, want }) => {
  expect(lowered(yaml)).toEqual(want);
});
