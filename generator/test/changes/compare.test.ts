import { expect, test } from 'vitest';
import { createCompare } from '../../compiler/diff/compare.js';
import { typesOf } from '../../compiler/diff/schemas.js';
import type { Json, JsonSchema } from '../../runtime/contract.js';
import { createValidators } from '../../runtime/schema/index.js';
import { specText } from '../equivalence/spec-text.js';
import { modelOf } from './served.js';

/** What is told of two schemas: `=` the same values, `<` fewer, `>` more, `<>` others. */
type Told = '=' | '<' | '>' | '<>';

const text: JsonSchema = { type: 'string' };
const whole: JsonSchema = { type: 'integer' };
const number: JsonSchema = { type: 'number' };
const object = (properties: Record<string, JsonSchema>, rest: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  ...rest,
});
const kind = (name: string, fields: Record<string, JsonSchema>): JsonSchema =>
  object({ kind: { const: name }, ...fields }, { required: ['kind'] });

/** A value that the old schema accepts and the new one refuses, and the other way round, where there are such. */
const pairs: readonly (readonly [
  old: JsonSchema,
  now: JsonSchema,
  told: Told,
  lost?: Json | undefined,
  gained?: Json,
])[] = [
  // Bounds.
  [{ ...whole, exclusiveMinimum: 0 }, { ...whole, minimum: 1 }, '='],
  [{ ...number, exclusiveMinimum: 0 }, { ...number, minimum: 1 }, '<', 0.5],
  [{ ...whole, minimum: 0.5, maximum: 3.5 }, { ...whole, minimum: 1, maximum: 3 }, '='],
  [{ ...number, minimum: 1, exclusiveMinimum: 1 }, { ...number, minimum: 1 }, '>', undefined, 1],
  [{ ...text, minLength: 0 }, text, '='],
  [{ ...number, multipleOf: 2 }, { ...number, multipleOf: 4 }, '<', 2],
  [{ ...number, multipleOf: 4 }, { ...number, multipleOf: 2 }, '>', undefined, 2],
  [{ ...number, multipleOf: 2 }, { ...number, multipleOf: 3 }, '<>', 2, 3],
  [number, whole, '<', 0.5],
  [{ type: 'array', items: text, uniqueItems: true }, { type: 'array', items: text }, '>', undefined, ['a', 'a']],
  // Listed values.
  [{ enum: ['a', 'b'] }, { ...text, enum: ['b', 'a'] }, '='],
  [{ const: 'a' }, { enum: ['a', 'b'] }, '>', undefined, 'b'],
  [{ enum: ['a', 'b'] }, { ...text, maxLength: 1 }, '>', undefined, 'c'],
  [{ enum: ['a', 'bb'] }, { ...text, maxLength: 1 }, '<>', 'bb', 'c'],
  [{ ...text, maxLength: 1 }, { ...text, enum: ['a'] }, '<', 'b'],
  [{ ...text, maxLength: 1 }, { ...text, enum: ['a', 'bb'] }, '<>', 'b', 'bb'],
  // What objects take under other names.
  [object({ a: text }, { additionalProperties: false }), object({}, { additionalProperties: false }), '<', { a: 'x' }],
  [object({ a: text }), object({}), '>', undefined, { a: 1 }],
  [
    object({ a: text }, { required: ['a'], additionalProperties: false }),
    object({}, { additionalProperties: false }),
    '<>',
    { a: 'x' },
    {},
  ],
  [
    object({ a: text }, { additionalProperties: whole }),
    object({}, { additionalProperties: whole }),
    '<>',
    { a: 'x' },
    { a: 1 },
  ],
  [object({ a: whole }, { additionalProperties: whole }), object({}, { additionalProperties: whole }), '='],
  [
    object({ a: whole }, { additionalProperties: whole, required: ['a'] }),
    object({}, { additionalProperties: whole }),
    '>',
    undefined,
    {},
  ],
  [object({}), object({ a: text }), '<', { a: 1 }],
  [
    object({}, { additionalProperties: false }),
    object({ a: text }, { additionalProperties: false }),
    '>',
    undefined,
    { a: 'x' },
  ],
  [
    object({}, { additionalProperties: whole }),
    object({ a: text }, { additionalProperties: whole }),
    '<>',
    { a: 1 },
    { a: 'x' },
  ],
  [object({}, { additionalProperties: number }), object({}, { additionalProperties: whole }), '<', { a: 0.5 }],
  [object({}, { additionalProperties: whole }), object({}), '>', undefined, { a: 'x' }],
  [object({}), object({}, { additionalProperties: false }), '<', { a: 1 }],
  [object({ a: text }), object({ a: text }, { additionalProperties: true }), '='],
  // Alternatives.
  [{ anyOf: [text, whole] }, { anyOf: [whole, text] }, '='],
  [{ anyOf: [text, whole] }, { anyOf: [text, number] }, '>', undefined, 0.5],
  [{ anyOf: [text, whole] }, text, '<', 1],
  [text, { anyOf: [text, whole] }, '>', undefined, 1],
  [{ oneOf: [text, whole] }, { anyOf: [text, whole] }, '='],
  // Two that fit refuse a value.
  [{ oneOf: [text, whole] }, { oneOf: [text, whole, number] }, '<>', 1, 0.5],
  [{ oneOf: [whole, number] }, { anyOf: [whole, number] }, '<>', undefined, 1],
  [{ anyOf: [whole, number] }, { oneOf: [whole, number] }, '<>', 1],
  [{ oneOf: [whole, { ...number, minimum: 5 }] }, { oneOf: [whole, { ...number, minimum: 6 }] }, '<>', 5.5, 5],
  [
    { oneOf: [kind('a', { x: whole }), kind('b', {})] },
    { oneOf: [kind('a', { x: number }), kind('b', {})] },
    '>',
    undefined,
    { kind: 'a', x: 0.5 },
  ],
  [
    { oneOf: [kind('a', {}), kind('b', {})] },
    { oneOf: [kind('b', {}), kind('a', {}), kind('c', {})] },
    '>',
    undefined,
    { kind: 'c' },
  ],
  [{ oneOf: [kind('a', {}), kind('b', {})] }, { oneOf: [kind('b', {}), kind('a', {})] }, '='],
  [
    { oneOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] },
    { anyOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] },
    '<>',
    undefined,
    'b',
  ],
  // A discriminator that one of the two needs tells them apart; one that neither needs does not.
  [
    { oneOf: [kind('a', {}), object({ kind: { const: 'b' } })] },
    { anyOf: [kind('a', {}), object({ kind: { const: 'b' } })] },
    '=',
  ],
  [
    { oneOf: [object({ kind: { const: 'a' } }), object({ kind: { const: 'b' } })] },
    { oneOf: [object({ kind: { const: 'a' } }), object({ kind: { const: 'b' } }), object({ kind: { const: 'c' } })] },
    '<>',
    undefined,
    { kind: 'c' },
  ],
  // Shared schemas, by another name and written out.
  [{ $ref: '#/schemas/Word' }, { $ref: '#/schemas/SameWord' }, '='],
  [{ $ref: '#/schemas/Word' }, { ...text, maxLength: 3 }, '='],
  [{ ...text, maxLength: 3 }, { $ref: '#/schemas/Word' }, '='],
  [{ $ref: '#/schemas/Word' }, { $ref: '#/schemas/LongWord' }, '>', undefined, 'abcd'],
];

const schemas = {
  Word: { ...text, maxLength: 3 },
  SameWord: { ...text, maxLength: 3 },
  LongWord: { $ref: '#/schemas/LongerWord' },
  LongerWord: { ...text, maxLength: 4 },
};

test.each(pairs.map(([old, now, told, lost, gained]) => ({ old, now, told, lost, gained })))(
  '$old $told $now',
  ({ old, now, told, lost, gained }) => {
    const model = (value: JsonSchema) =>
      modelOf(JSON.parse(specText({ schemas, tools: [{ input: object({ value }), output: object({}) }] })));
    const [before, after] = [model(old), model(now)];
    const [was, is] = [before.tools[0]?.input, after.tools[0]?.input];
    if (was === undefined || is === undefined) throw new Error('no tool');
    const { narrows, widens } = createCompare(typesOf(before), typesOf(after))(was, is);
    const said = `${narrows ? '<' : ''}${widens ? '>' : ''}`;
    expect(said === '' ? '=' : said).toBe(told);
    const { validator } = createValidators(schemas);
    const accepts = (schema: JsonSchema, value: Json) => validator(schema)(value).length === 0;
    if (lost !== undefined) expect([accepts(old, lost), accepts(now, lost)]).toEqual([true, false]);
    if (gained !== undefined) expect([accepts(old, gained), accepts(now, gained)]).toEqual([false, true]);
  },
);
