import type { Json } from '../../runtime/contract.js';

/** The portable subset by its own words, written a second time for the tests. */

export type Fields = { readonly [key: string]: Json };

export const asserted = ['date', 'time', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'ipv6'];

const byType: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  boolean: [],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
  null: [],
};
const ofAny = 'type enum const anyOf oneOf default title description examples deprecated'.split(' ');
const known = new Set([...Object.values(byType).flat(), ...ofAny]);

export function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schemas directly within. */
function within(schema: Fields): readonly Json[] {
  const { properties, items, additionalProperties: others, anyOf, oneOf, allOf } = schema;
  return [
    ...(isFields(properties) ? Object.values(properties) : []),
    ...(items === undefined ? [] : [items]),
    ...(others === undefined || typeof others === 'boolean' ? [] : [others]),
    ...[anyOf, oneOf, allOf].flatMap((members): readonly Json[] => (Array.isArray(members) ? members : [])),
  ];
}

/** What the schema has that the subset has not, each as a word that a refusal names. `allOf` counts where it is given. */
export function outsideSubset(schema: Json, also: readonly string[] = []): readonly string[] {
  if (!isFields(schema)) return ['boolean'];
  const { format, $ref } = schema;
  return [
    ...Object.keys(schema).filter((keyword) => !known.has(keyword) && !also.includes(keyword) && keyword !== '$ref'),
    ...(typeof $ref === 'string' ? [$ref] : []),
    ...(typeof format === 'string' && !asserted.includes(format) ? [format] : []),
    ...within(schema).flatMap((inner) => outsideSubset(inner, also)),
  ];
}

export const jsonTypes = ['string', 'number', 'boolean', 'array', 'object', 'null'] as const;
export type JsonType = (typeof jsonTypes)[number];

export function jsonTypeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

/** Deeper than any list in a value that a test tries. */
const deepest = 6;

/** A schema of the language that means the same: where the type is left open, one member per JSON type. */
export function typed(schema: Json, depth = deepest): Json {
  if (!isFields(schema)) return schema;
  const { type, oneOf, anyOf } = schema;
  const words = Object.keys(schema);
  if (Array.isArray(type)) return unionOf(type.flatMap((each) => typedAs(schema, String(each), depth) ?? []));
  if (typeof type === 'string') return typedAs(schema, type, depth) ?? schema;
  if (words.includes('$ref') || (words.length > 0 && words.every((word) => word === 'enum' || word === 'const')))
    return schema;
  if (Array.isArray(oneOf) && words.length === 1) return { oneOf: oneOf.map((member) => typed(member, depth)) };
  if (Array.isArray(anyOf) && words.length === 1) return { anyOf: anyOf.map((member) => typed(member, depth)) };
  return unionOf(jsonTypes.flatMap((each) => typedAs(schema, each, depth) ?? []));
}

function unionOf(members: readonly Json[]): Json {
  const [only, ...others] = members;
  return only !== undefined && others.length === 0 ? only : { anyOf: members };
}

/**
 * The schema for values of one JSON type: with `type`, and without what says nothing about such values. What is outside
 * the subset stays, so that it is refused. Undefined where no value of the type is accepted.
 */
export function typedAs(schema: Fields, type: string, depth = deepest): Json | undefined {
  const speaksOf = (word: string) =>
    !known.has(word) || ofAny.includes(word) || byType[type === 'integer' ? 'number' : type]?.includes(word) === true;
  const kept = Object.fromEntries(Object.entries(schema).filter(([word]) => speaksOf(word)));
  const listed = kept['enum'];
  if (Array.isArray(listed)) {
    const ofType = listed.filter((value) => jsonTypeOf(value) === (type === 'integer' ? 'number' : type));
    if (ofType.length === 0) return undefined;
    kept['enum'] = ofType;
  }
  const { const: constant, allOf } = kept;
  if (constant !== undefined && jsonTypeOf(constant) !== (type === 'integer' ? 'number' : type)) return undefined;
  if (Array.isArray(allOf))
    return { ...kept, allOf: allOf.map((each) => (isFields(each) ? (typedAs(each, type) ?? each) : each)) };
  if (type === 'null') return withoutType({ const: null, ...kept });
  return { ...kept, type, ...partsOf(kept, type, depth) };
}

function withoutType({ type: _type, ...rest }: Fields): Fields {
  return rest;
}

function partsOf({ items, properties, additionalProperties: others }: Fields, type: string, depth: number): Fields {
  if (type === 'array') return { items: items === undefined ? anything(depth) : typed(items, depth - 1) };
  if (type !== 'object') return {};
  return {
    ...(isFields(properties) && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, typed(each, depth - 1)])),
    }),
    ...(others !== undefined && {
      additionalProperties: typeof others === 'boolean' ? others : typed(others, depth - 1),
    }),
    ...(others === undefined && properties === undefined && { additionalProperties: true }),
  };
}

/** Any value; a list only so deep. */
function anything(depth: number): Json {
  return depth > 0 ? typed({}, depth - 1) : { type: 'boolean' };
}
