import fc from 'fast-check';
import type { Json, JsonSchema } from '../../runtime/contract.js';
import { createValidators } from '../../runtime/schema/index.js';
import { count, formats, number, patterns, text, valueFor } from '../../runtime/schema/test-values.js';

/** Random schemas of the portable subset, as a spec writes them: all its keywords, nothing that a diagnostic refuses. */

/** A schema as a spec writes it. */
export interface SpecSchema extends JsonSchema {
  readonly allOf?: readonly JsonSchema[];
}

/** Besides `Base`, which can be merged, `First`, and `Root`, which can be the root of an input. */
const sharedCount = 8;

export const propertyNames = ['a', 'b', 'c', 'hasOwnProperty', 'isPrototypeOf', 'a.b', 'a-b', '1'];
const name = fc.constantFrom(...propertyNames);
const maybe = { requiredKeys: [] };

/** A value that a spec may hold: well-formed texts only, and no key that objects have by themselves. */
function isWritable(value: Json): boolean {
  const written = JSON.stringify(value);
  return !/\\ud[89a-f]|hasOwnProperty|isPrototypeOf|toString|__proto__/i.test(written);
}

/** `min` and `max`, in this order where both are there. */
function range<Low extends string, High extends string>(low: Low, high: High) {
  return fc.record({ low: count, span: count }, maybe).map(({ low: least, span }) => ({
    ...(least !== undefined && { [low]: least }),
    ...(span !== undefined && { [high]: (least ?? 0) + span }),
  }));
}

const bounds = fc
  .record({ low: number, span: fc.integer({ min: 3, max: 9 }), open: fc.boolean(), shut: fc.boolean() }, maybe)
  .map(({ low, span, open, shut }): JsonSchema => {
    const high = span === undefined ? undefined : Math.ceil(low ?? 0) + span;
    return {
      ...(low !== undefined && (open === true ? { exclusiveMinimum: low } : { minimum: low })),
      ...(high !== undefined && (shut === true ? { exclusiveMaximum: high } : { maximum: high })),
      // Both of one side: the tighter counts.
      ...(low !== undefined && open === true && shut !== undefined && { minimum: shut ? low : low - 1 }),
      ...(high !== undefined && shut === true && open !== undefined && { maximum: open ? high : high + 1 }),
    };
  });
const multiple = fc.record({ multipleOf: fc.constantFrom(1, 2, 0.5, 0.25) }, maybe);

const stringKeywords = fc.oneof(
  range('minLength', 'maxLength'),
  fc.record({ pattern: fc.constantFrom(...patterns) }, maybe),
  fc.record({ format: fc.constantFrom(...formats) }, maybe),
  fc
    .tuple(range('minLength', 'maxLength'), fc.record({ pattern: fc.constantFrom(...patterns) }))
    .map(([length, rest]) => ({ ...length, ...rest })),
);

function typed(type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object', nullable: boolean): JsonSchema {
  return { type: nullable ? [type, 'null'] : type };
}

const nullable = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const scalar: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.tuple(nullable, stringKeywords).map(([open, rest]) => ({ ...typed('string', open), ...rest })),
  fc
    .tuple(fc.constantFrom('number' as const, 'integer' as const), nullable, bounds, multiple)
    .map(([type, open, ...rest]): JsonSchema => Object.assign({}, typed(type, open), ...rest)),
  nullable.map((open) => typed('boolean', open)),
);

const sameTyped = fc.oneof(
  fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
  fc.uniqueArray(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 3 }),
  fc.constantFrom<Json[]>([true], [{ a: [1], b: 2 }, { b: 2 }], [[1, 2], [2, 1], []]),
);
/** Listed values without a type: of one JSON type, where null may join. */
const literal: fc.Arbitrary<JsonSchema> = fc
  .tuple(sameTyped, fc.boolean(), fc.constantFrom('enum', 'const', 'both'))
  .map(([values, withNull, how]): JsonSchema => {
    const listed: readonly Json[] = [...values.filter(isWritable), ...(withNull ? [null] : [])];
    const first = listed[0] ?? null;
    if (how === 'const') return { const: first };
    return { enum: listed.length === 0 ? [null] : listed, ...(how === 'both' && { const: first }) };
  });

type Named = { readonly [each: string]: JsonSchema };

/** Values that the schema accepts and that a spec may hold; none where the schema has parts to be merged first. */
function fitting(schema: JsonSchema, named: Named, most: number): fc.Arbitrary<readonly Json[]> {
  if (JSON.stringify([schema, named]).includes('"allOf"')) return fc.constant([]);
  const validate = createValidators(named).validator(schema);
  return fc
    .uniqueArray(valueFor(schema, named), { maxLength: most, selector: canonical })
    .map((values) => values.filter((value) => isWritable(value) && validate(value).length === 0));
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/** The schema with listed values, of which each fits. */
function listing(schema: JsonSchema, named: Named): fc.Arbitrary<JsonSchema> {
  return fc.tuple(fitting(schema, named, 3), fc.constantFrom('enum', 'const', 'both')).map(([values, how]) => {
    const [first] = values;
    if (first === undefined) return schema;
    if (how === 'const') return { ...schema, const: first };
    return { ...schema, enum: values, ...(how === 'both' && { const: first }) };
  });
}

const words = fc.record(
  { title: fc.constant('T'), description: fc.constant('D */ d'), deprecated: fc.boolean() },
  maybe,
);

/** The schema with notes: words, and a default and examples that fit. */
function noting(schema: JsonSchema, named: Named): fc.Arbitrary<JsonSchema> {
  const values = 'allOf' in schema ? fc.constant<readonly Json[]>([{}]) : fitting(schema, named, 2);
  return fc.tuple(words, values, fc.boolean()).map(([notes, [first, ...rest], filled]) => ({
    ...schema,
    ...notes,
    ...(first !== undefined && filled && { default: first }),
    ...(first !== undefined && { examples: [first, ...rest] }),
  }));
}

/** One level around `inner`. `named` holds what a reference may lead to. */
function around(inner: fc.Arbitrary<JsonSchema>, named: Named): fc.Arbitrary<JsonSchema> {
  const arrays = fc
    .tuple(nullable, inner, range('minItems', 'maxItems'), fc.record({ uniqueItems: fc.boolean() }, maybe))
    .map(([open, items, size, unique]): JsonSchema => {
      const few = items.enum !== undefined || items.const !== undefined;
      return { ...typed('array', open), items, ...(few ? {} : { ...size, ...unique }) };
    });
  const members = fc.array(inner, { minLength: 1, maxLength: 3 });
  const references = Object.keys(named).map((to): JsonSchema => ({ $ref: `#/schemas/${to}` }));
  const merged = properties(inner).map((fields): SpecSchema => {
    const free = Object.entries(fields).filter(([each]) => each !== 'a' && each !== 'b');
    return {
      allOf: [
        { $ref: '#/schemas/Base' },
        { type: 'object', properties: { ...Object.fromEntries(free), more: { type: 'boolean' } } },
      ],
    };
  });
  const made = fc.oneof(
    { weight: 3, arbitrary: objects(inner, nullable) },
    { weight: 3, arbitrary: fc.oneof(scalar, literal) },
    { weight: 2, arbitrary: arrays },
    { weight: 1, arbitrary: members.map((oneOf): JsonSchema => ({ oneOf })) },
    { weight: 1, arbitrary: members.map((anyOf): JsonSchema => ({ anyOf })) },
    ...(references.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...references) }] : []),
    ...('Base' in named ? [{ weight: 1, arbitrary: merged }] : []),
  );
  return finished(made, named);
}

function finished(made: fc.Arbitrary<JsonSchema>, named: Named): fc.Arbitrary<JsonSchema> {
  return made.chain((schema) => {
    const plain = fc.constant(schema);
    const listed = schema.type === undefined || schema.enum !== undefined ? plain : listing(schema, named);
    return fc.oneof(
      { weight: 4, arbitrary: plain },
      { weight: 1, arbitrary: listed },
      { weight: 3, arbitrary: noting(schema, named) },
    );
  });
}

function properties(inner: fc.Arbitrary<JsonSchema>) {
  return fc.dictionary(name, inner, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
}

/** Some without a property that they name; those say what others may hold. */
function objects(inner: fc.Arbitrary<JsonSchema>, open: fc.Arbitrary<boolean>): fc.Arbitrary<JsonSchema> {
  const named = fc
    .tuple(properties(inner), fc.nat(3), fc.oneof(fc.constant(undefined), fc.boolean(), inner), open, counts)
    .map(([fields, needed, others, orNull, size]): JsonSchema => {
      const required = Object.keys(fields).slice(0, needed);
      const most = Object.keys(fields).length;
      return {
        ...typed('object', orNull),
        properties: fields,
        ...(required.length > 0 && { required }),
        ...(others !== undefined && { additionalProperties: others }),
        ...(size.least !== undefined && { minProperties: Math.min(size.least, most) }),
        ...(size.more !== undefined && { maxProperties: most + size.more }),
      };
    });
  const map = fc
    .tuple(inner, open, range('minProperties', 'maxProperties'))
    .map(
      ([others, orNull, size]): JsonSchema => ({ ...typed('object', orNull), additionalProperties: others, ...size }),
    );
  return fc.oneof({ weight: 4, arbitrary: named }, { weight: 1, arbitrary: map });
}

const counts = fc.record({ least: count, more: fc.integer({ min: -1, max: 1 }) }, maybe).map(({ least, more }) => ({
  ...(least !== undefined && { least: Math.min(least, 2) }),
  ...(more !== undefined && { more: Math.max(more, 0) }),
}));

const leaf = (named: Named) => finished(fc.oneof(scalar, literal), named);
const never = fc.constant(false);

const base = fc.record({ a: leaf({}), b: leaf({}) }).map((properties): JsonSchema => ({ type: 'object', properties }));

const shared: fc.Arbitrary<Named> = fc.record({ Base: base, First: around(leaf({}), {}) }).chain((simple) => {
  const inner = around(leaf(simple), simple);
  const leaves = Array.from({ length: sharedCount }, (_, index) => [`Leaf_${index}`, leaf(simple)] as const);
  const others = Array.from({ length: sharedCount }, (_, index) => [`Shared_${index}`, around(inner, simple)] as const);
  return fc.record({
    ...Object.fromEntries([...leaves, ...others]),
    Base: fc.constant(simple.Base),
    First: fc.constant(simple.First),
    Root: objects(inner, never),
  });
});

/** A tool's two schemas, and what all tools of a spec share. */
export interface MadeSpec {
  readonly shared: Named;
  readonly tools: readonly { readonly input: JsonSchema; readonly output: JsonSchema }[];
}

/** Specs of `size` tools. */
export function specs(size: number): fc.Arbitrary<MadeSpec> {
  return shared.chain((made) => {
    const inner = around(around(leaf(made), made), made);
    const root = fc.oneof(
      { weight: 9, arbitrary: objects(inner, never) },
      { weight: 1, arbitrary: fc.constant<JsonSchema>({ $ref: '#/schemas/Root' }) },
    );
    const tool = fc.record({ input: root, output: root });
    return fc.record({
      shared: fc.constant(made),
      tools: fc.array(tool, { minLength: size, maxLength: size }),
    });
  });
}
