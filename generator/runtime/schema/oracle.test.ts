import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonSchema } from '../contract.js';
import { createValidators, type Issue } from './index.js';

/**
 * Random schemas of the whole subset, and values made for them, made almost for them, and made for nothing: Ajv has to
 * give the same verdict. Where Ajv is wrong the other tests here are exact: multiples of decimals and by or of huge
 * numbers, lenient formats, comparing objects that have a property named toString or constructor.
 */
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
const formats = ['date', 'time', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'ipv6'];
const patterns = ['^a', 'b$', '^.{1,2}$', '\\d', '^\\p{L}*$', '[^a]', '^(?:a|b)+$'];

const name = fc.constantFrom(...names);
const count = fc.integer({ min: 0, max: 3 });
const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.5, 1.5, -0.25, 2 ** 50, -0));
/** A third of them have code points of two units, which only a right count of a length tells apart. */
const text = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...texts, ...formatTexts) },
  { weight: 1, arbitrary: fc.constantFrom('😀', '😀a', '😀😀', 'a😀😀') },
);
const json = fc.letrec<{ any: Json }>((tie) => ({
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

const optional = { requiredKeys: [] };
const typed = {
  string: fc.record(
    { minLength: count, maxLength: count, pattern: fc.constantFrom(...patterns), format: fc.constantFrom(...formats) },
    optional,
  ),
  number: fc.record(
    {
      minimum: number,
      maximum: number,
      exclusiveMinimum: number,
      exclusiveMaximum: number,
      multipleOf: fc.constantFrom(1, 2, 3, 0.5, 0.25),
    },
    optional,
  ),
};
const listed = fc.record(
  {
    enum: fc.uniqueArray(json, { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) }),
    const: json,
  },
  optional,
);
const types = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'] as const;
const type = fc.oneof(
  fc.constantFrom(...types),
  fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 3 }),
);
const references = ['First', 'Second'];

/** Each keyword is present in few schemas, so that many have a value that fits. */
function schemaOf(inner: fc.Arbitrary<JsonSchema>, leaves: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  const arrays = fc.record({ items: inner, minItems: count, maxItems: count, uniqueItems: fc.boolean() }, optional);
  const properties = fc.dictionary(name, inner, { maxKeys: 3, noNullPrototype: true });
  const objects = fc.record(
    {
      properties,
      required: fc.uniqueArray(name, { maxLength: 2 }),
      additionalProperties: fc.oneof(fc.boolean(), inner),
      minProperties: count,
      maxProperties: count,
    },
    optional,
  );
  const closedObject = fc.tuple(properties, fc.boolean()).map(
    ([fields, open]): JsonSchema => ({
      type: 'object',
      properties: fields,
      required: Object.keys(fields).slice(0, 1),
      additionalProperties: open,
    }),
  );
  const branches = fc.array(inner, { minLength: 1, maxLength: 3 });
  const annotated = fc.record(
    {
      title: fc.constant('T'),
      description: fc.constant('D'),
      default: json,
      examples: fc.tuple(json),
      deprecated: fc.boolean(),
    },
    optional,
  );
  const mixed = fc.tuple(
    fc.record({ type }, optional),
    fc.oneof(typed.string, typed.number, arrays, objects),
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: listed }),
    annotated,
  );
  return fc.oneof(
    { weight: 2, arbitrary: leaves },
    { weight: 5, arbitrary: mixed.map((parts): JsonSchema => Object.assign({}, ...parts)) },
    { weight: 2, arbitrary: closedObject },
    { weight: 1, arbitrary: arrays.map((array): JsonSchema => ({ type: 'array', ...array })) },
    { weight: 1, arbitrary: branches.map((oneOf): JsonSchema => ({ oneOf })) },
    { weight: 1, arbitrary: fc.tuple(branches, typed.string).map(([anyOf, rest]): JsonSchema => ({ anyOf, ...rest })) },
  );
}

const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.tuple(typed.string, fc.constantFrom({}, { type: 'string' as const })).map(([rest, its]) => ({ ...its, ...rest })),
  fc
    .tuple(typed.number, fc.constantFrom({}, { type: 'number' as const }, { type: 'integer' as const }))
    .map(([rest, its]) => ({ ...its, ...rest })),
  type.map((its): JsonSchema => ({ type: its })),
  // Beside a pattern or a format a length seldom decides.
  fc.record({ minLength: count, maxLength: count }, optional).map((its): JsonSchema => ({ type: 'string', ...its })),
  listed,
);
const deep = (leaves: fc.Arbitrary<JsonSchema>) => schemaOf(schemaOf(schemaOf(leaves, leaves), leaves), leaves);
const reference = fc.tuple(
  fc.constantFrom(...references),
  fc.record({ description: fc.constant('D'), minimum: number }, optional),
);
const leafOrReference = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: reference.map(([to, rest]): JsonSchema => ({ $ref: `#/schemas/${to}`, ...rest })) },
);
const spec = fc.record({ root: deep(leafOrReference), First: schemaOf(leaf, leaf), Second: deep(leaf) });
type Spec = typeof spec extends fc.Arbitrary<infer T> ? T : never;

/** An equal value whose keys come in the opposite order. */
function reversed(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(entries.reverse());
}

/** Mostly a value that the schema accepts; conflicting keywords and unions see to it that not always. */
function valueFor(schema: JsonSchema, schemas: { readonly [each: string]: JsonSchema }): fc.Arbitrary<Json> {
  const target = schema.$ref === undefined ? undefined : schemas[schema.$ref.replace('#/schemas/', '')];
  if (target !== undefined) return valueFor(target, schemas);
  const listed = schema.const === undefined ? schema.enum : [schema.const];
  if (listed !== undefined) return fc.constantFrom(...listed.flatMap((value) => [value, reversed(value)]));
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches !== undefined) return fc.oneof(...branches.map((branch) => valueFor(branch, schemas)));
  const kinds = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? guessed(schema));
  return fc.constantFrom(...kinds).chain((kind): fc.Arbitrary<Json> => {
    if (kind === 'string') return text;
    if (kind === 'number' || kind === 'integer') return number;
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

const perSchema = 12;
/** Unless DIGLOT_PROPERTY_RUNS asks for another number of pairs. */
const usualPairs = 6000;
const sample = spec.chain((made) => {
  const fitting = valueFor(made.root, made);
  const changed = fc
    .tuple(fitting, json, fc.array(fc.nat(9), { maxLength: 3 }))
    .map(([value, by, path]) => mutated(value, by, path));
  const value = fc.oneof(
    { weight: 5, arbitrary: fitting },
    { weight: 4, arbitrary: changed },
    { weight: 2, arbitrary: json },
  );
  return fc.tuple(fc.constant(made), fc.array(value, { minLength: perSchema, maxLength: perSchema }));
});

function ajvFor({ root, First, Second }: Spec): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, allErrors: true, ownProperties: true, logger: false });
  addFormats.default(ajv);
  return ajv.compile({ ...root, schemas: { First, Second } });
}

/** Whether the pointer leads to something in the value; for a missing property, whether its parent does. */
function resolves(value: unknown, { pointer, code }: Issue): boolean {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = code === 'required' ? steps.pop() : undefined;
  let found = value;
  for (const step of steps) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return false;
    found = Reflect.get(found, step);
  }
  return last === undefined || (typeof found === 'object' && found !== null && !Object.hasOwn(found, last));
}

const everyCode =
  'any_of const enum exclusive_maximum exclusive_minimum format max_items max_length max_properties maximum min_items ' +
  'min_length min_properties minimum multiple_of one_of pattern required type unique_items unknown_property';

test('gives the verdicts of Ajv', { timeout: 600_000 }, () => {
  const schemaCount = Math.ceil(Number(process.env['DIGLOT_PROPERTY_RUNS'] ?? usualPairs) / perSchema);
  const seen = { accepted: 0, refused: 0 };
  const codes = new Set<string>();
  fc.assert(
    fc.property(sample, ([made, values]) => {
      const accepts = ajvFor(made);
      const validate = createValidators({ First: made.First, Second: made.Second }).validator(made.root);
      for (const value of values) {
        const issues = validate(value);
        const want = accepts(value);
        seen[want ? 'accepted' : 'refused']++;
        expect({ value, accepted: issues.length === 0 }).toEqual({ value, accepted: want });
        for (const { code } of issues) codes.add(code);
        expect(issues.length).toBeLessThanOrEqual(32);
        expect(issues.filter((issue) => !resolves(value, issue))).toEqual([]);
      }
    }),
    { seed: 20260131, numRuns: schemaCount },
  );
  const pairs = schemaCount * perSchema;
  expect(seen.accepted + seen.refused).toBe(pairs);
  // A few pairs, as one may ask for, need not show everything.
  if (pairs < usualPairs) return;
  expect([...codes].sort()).toEqual(everyCode.split(' '));
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(pairs / 4);
});
