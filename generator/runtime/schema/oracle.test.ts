import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonSchema } from '../contract.js';
import { createValidators, type Issue } from './index.js';
import { count, formats, json, name, number, patterns, types, valuesAround } from './test-values.js';

/**
 * Random schemas of the whole subset, and values made for them, made almost for them, and made for nothing: Ajv has to
 * give the same verdict. Where Ajv is wrong the other tests here are exact: multiples of decimals and by or of huge
 * numbers, lenient formats, comparing objects that have a property named toString or constructor.
 */
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

const perSchema = 12;
/** Unless DIGLOT_PROPERTY_RUNS asks for another number of pairs. */
const usualPairs = 6000;
const sample = spec.chain((made) => {
  return fc.tuple(
    fc.constant(made),
    fc.array(valuesAround(made.root, made), { minLength: perSchema, maxLength: perSchema }),
  );
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
