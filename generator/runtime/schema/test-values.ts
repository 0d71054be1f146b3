import fc from 'fast-check';
import type { Json, JsonSchema } from '../contract.js';

/** Random JSON values: arbitrary ones, ones made for a schema, and ones that almost fit it. */

const names = ['a', 'b', 'hasOwnProperty', 'isPrototypeOf', 'a/b', 'ä~1'];
const texts = ['', 'a', 'ab', 'abc', 'new', 'Ä', '😀', '😀a', '\ud800', 'a\udc00b', 'a1', '12', 'toString'];
const formatTexts = [
  '2024-02-29',
  '2023-02-29',
  '09:30:00Z',
  '09:30:60Z',
  '2024-02-29T09:30:00+01:00',
  'jo@example.com',
  'jo@',
  '2eb8aa08-aa98-11ea-b4aa-73b441d16380',
  'https://a.b/c?d#e',
  'a b',
  '1.2.3.4',
  '1.2.3.256',
  '::1',
  '1::2::3',
];
export const formats = ['date', 'time', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'ipv6'];
export const patterns = ['^a', 'b$', '^.{1,2}$', '\\d', '^\\p{L}*$', '[^a]', '^(?:a|b)+$'];

export const name = fc.constantFrom(...names);
export const count = fc.integer({ min: 0, max: 3 });
export const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.5, 1.5, -0.25, 2 ** 50, -0));
/** A third of them have code points of two units, which only a right count of a length tells apart. */
export const text = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...texts, ...formatTexts) },
  { weight: 1, arbitrary: fc.constantFrom('😀', '😀a', '😀😀', 'a😀😀') },
);
export const json = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(fc.constantFrom(null, true, false), number, text),
    fc.array(tie('any'), { maxLength: 3 }),
    object(tie('any')),
  ),
})).any;

function object(value: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const key = fc.oneof({ weight: 9, arbitrary: name }, { weight: 1, arbitrary: fc.constantFrom('__proto__', 'other') });
  // By way of text, so that __proto__ is a key as a client can send it.
  return fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => {
    return JSON.parse(
      `{${[...new Map(entries)].map(([each, inner]) => `${JSON.stringify(each)}:${JSON.stringify(inner)}`)}}`,
    );
  });
}

export const types = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'] as const;

/** An equal value whose keys come in the opposite order. */
function reversed(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(entries.reverse());
}

/** Mostly a value that the schema accepts; conflicting keywords and unions see to it that not always. */
export function valueFor(schema: JsonSchema, schemas: { readonly [each: string]: JsonSchema }): fc.Arbitrary<Json> {
  const target = schema.$ref === undefined ? undefined : schemas[schema.$ref.replace('#/schemas/', '')];
  if (target !== undefined) return valueFor(target, schemas);
  const listed = schema.const === undefined ? schema.enum : [schema.const];
  if (listed !== undefined) return fc.constantFrom(...listed.flatMap((value) => [value, reversed(value)]));
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches !== undefined) return fc.oneof(...branches.map((branch) => valueFor(branch, schemas)));
  const kinds = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? guessed(schema));
  return fc.constantFrom(...kinds).chain((kind): fc.Arbitrary<Json> => {
    if (kind === 'string') return text;
    if (kind === 'number' || kind === 'integer') return fc.oneof(number, fc.constantFrom(...boundsOf(schema), 0));
    if (kind === 'boolean') return fc.boolean();
    if (kind === 'null') return fc.constant(null);
    if (kind === 'array')
      return fc.array(schema.items ? valueFor(schema.items, schemas) : json, {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(3, schema.minItems ?? 0),
      });
    const fields = Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([each, property]) => [each, valueFor(property, schemas)]),
    );
    const extra = Object.fromEntries(
      (schema.required ?? []).filter((each) => !Object.hasOwn(fields, each)).map((each) => [each, json]),
    );
    return fc.record({ ...fields, ...extra }, { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true });
  });
}

/** Where verdicts turn. */
function boundsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): readonly number[] {
  return [minimum, maximum, exclusiveMinimum, exclusiveMaximum].filter((bound) => bound !== undefined);
}

function guessed(schema: JsonSchema): readonly (typeof types)[number][] {
  const keywords = Object.keys(schema).join();
  if (/propert|required/i.test(keywords)) return ['object'];
  if (/items/i.test(keywords)) return ['array'];
  if (/length|pattern|format/i.test(keywords)) return ['string'];
  return /imum|multiple/i.test(keywords) ? ['number'] : types;
}

/** The value with one place in it replaced. */
function mutated(value: Json, by: Json, path: readonly number[]): Json {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  if (Array.isArray(value))
    return value.length === 0
      ? [by]
      : value.with(step % value.length, mutated(value[step % value.length] ?? null, by, rest));
  const entries = Object.entries(value);
  const [key, inner] = entries[step % Math.max(1, entries.length)] ?? ['b', null];
  return { ...value, [key]: mutated(inner, by, rest) };
}

/** Values of which some fit the schema, some almost do, and some were made for nothing. */
export function valuesAround(schema: JsonSchema, schemas: { readonly [each: string]: JsonSchema }): fc.Arbitrary<Json> {
  const fitting = valueFor(schema, schemas);
  const changed = fc
    .tuple(fitting, json, fc.array(fc.nat(9), { maxLength: 3 }))
    .map(([value, by, path]) => mutated(value, by, path));
  return fc.oneof({ weight: 5, arbitrary: fitting }, { weight: 4, arbitrary: changed }, { weight: 2, arbitrary: json });
}
