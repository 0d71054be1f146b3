import type { Report } from '../diagnostics/diagnostic.js';
import {
  choice,
  dictionary,
  flag,
  integer,
  json,
  list,
  located,
  node,
  optional,
  record,
  required,
  type Shape,
  text,
} from '../source/shape.js';
import type { YamlEntry, YamlMap } from '../source/source.js';
import { formats } from './type-expr.js';

/** What each kind of schema may say, and how each keyword's value is read. */

const count = integer(0, Number.MAX_SAFE_INTEGER);

const number: Shape<number> = (found, report) => {
  if (found.kind === 'scalar' && typeof found.value === 'number') return found.value;
  report('spec/wrong-type', found.span, {
    want: 'a number',
    got: found.kind === 'scalar' ? 'another value' : `a ${found.kind}`,
  });
  return undefined;
};

const positive: Shape<number> = (found, report) => {
  const value = number(found, report);
  if (value === undefined || value > 0) return value;
  report('spec/out-of-range', found.span, { problem: 'is not above zero' });
  return undefined;
};

const pattern: Shape<string> = (found, report) => {
  const value = text({ most: 1000 })(found, report);
  if (value === undefined) return undefined;
  try {
    new RegExp(value, 'u');
    return value;
  } catch (error) {
    const problem = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : 'unreadable';
    report('schema/bad-pattern', found.span, { problem });
    return undefined;
  }
};

const propertyPattern = /^[a-zA-Z0-9_.-]{1,64}$/;
const forbiddenProperties = new Set(['__proto__', 'constructor', 'prototype']);

function propertyName({ key, keySpan }: YamlEntry, report: Report): boolean {
  if (propertyPattern.test(key) && !forbiddenProperties.has(key)) return true;
  report('schema/bad-property-name', keySpan, { name: key.slice(0, 80) });
  return false;
}

const notes = {
  title: optional(text({ most: 300 })),
  description: optional(text({ most: 4000 })),
  default: optional(json),
  examples: optional(list(json)),
  deprecated: optional(flag),
};

const listed = { enum: optional(list(json, 1)), const: optional(json) };
const typed = { type: optional(node), ...listed, ...notes };

const bounds = {
  minimum: optional(number),
  maximum: optional(number),
  exclusiveMinimum: optional(number),
  exclusiveMaximum: optional(number),
  multipleOf: optional(positive),
};

/** One shape per kind of schema. */
export const schemaShapes = {
  string: record('a string schema', {
    ...typed,
    minLength: optional(count),
    maxLength: optional(count),
    pattern: optional(pattern),
    format: optional(choice(formats)),
  }),
  number: record('a number schema', { ...typed, ...bounds }),
  boolean: record('a boolean schema', typed),
  array: record('an array schema', {
    ...typed,
    items: optional(node),
    minItems: optional(count),
    maxItems: optional(count),
    uniqueItems: optional(flag),
  }),
  object: record('an object schema', {
    ...typed,
    properties: optional(dictionary(propertyName, node)),
    required: optional(list(text())),
    additionalProperties: optional(node),
    minProperties: optional(count),
    maxProperties: optional(count),
  }),
  literal: record('a schema of listed values', { ...listed, ...notes }),
  reference: record('a reference', { $ref: required(located(text({ most: 200 }))), ...notes }),
  oneOf: record('a oneOf', { oneOf: required(list(node, 1)), ...notes }),
  anyOf: record('an anyOf', { anyOf: required(list(node, 1)), ...notes }),
  allOf: record('an allOf', { allOf: required(list(node, 1)), ...notes }),
} as const;

export type SchemaKind = keyof typeof schemaShapes;

const noteKeys = Object.keys(notes);
const typedKeys = ['type', 'enum', 'const', ...noteKeys];

/** The keywords of each kind. */
const allowed: Readonly<Record<SchemaKind, readonly string[]>> = {
  string: [...typedKeys, 'minLength', 'maxLength', 'pattern', 'format'],
  number: [...typedKeys, ...Object.keys(bounds)],
  boolean: typedKeys,
  array: [...typedKeys, 'items', 'minItems', 'maxItems', 'uniqueItems'],
  object: [...typedKeys, 'properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
  literal: ['enum', 'const', ...noteKeys],
  reference: ['$ref', ...noteKeys],
  oneOf: ['oneOf', ...noteKeys],
  anyOf: ['anyOf', ...noteKeys],
  allOf: ['allOf', ...noteKeys],
};

const everyKeyword = new Set(Object.values(allowed).flat());

/** Keywords of JSON Schema that some client or dialect can't carry, and what to write instead. */
const outside: ReadonlyMap<string, string> = new Map([
  ['$defs', "Declare the schema under the top-level 'schemas'."],
  ['definitions', "Declare the schema under the top-level 'schemas'."],
  ['$schema', 'Remove it; the language fixes the dialect.'],
  ['$id', 'Remove it; schemas are known by their names.'],
  ['$anchor', "Declare the schema under 'schemas' and refer to it by name."],
  ['$comment', 'Write a YAML comment (#).'],
  ['$dynamicRef', "Use $ref to a schema under 'schemas'."],
  ['$dynamicAnchor', "Use $ref to a schema under 'schemas'."],
  ['$vocabulary', 'Remove it.'],
  ['nullable', "Write the type as a list: type: [string, 'null']."],
  ['example', "Write 'examples:' with a list."],
  ['patternProperties', "Use 'additionalProperties' with a schema."],
  ['propertyNames', "Name the properties, or use 'additionalProperties'."],
  ['prefixItems', 'Use an object with named properties.'],
  ['additionalItems', "Describe every item with 'items'."],
  ['contains', "Describe every item with 'items'."],
  ['minContains', "Describe every item with 'items'."],
  ['maxContains', "Describe every item with 'items'."],
  ['if', 'Split the tool in two, or check it in the handler.'],
  ['then', 'Split the tool in two, or check it in the handler.'],
  ['else', 'Split the tool in two, or check it in the handler.'],
  ['not', "Say what is allowed instead: 'enum', 'pattern' or bounds."],
  ['dependentRequired', 'Group the properties in one object, or check it in the handler.'],
  ['dependentSchemas', 'Group the properties in one object, or check it in the handler.'],
  ['dependencies', 'Group the properties in one object, or check it in the handler.'],
  ['unevaluatedProperties', "Use 'additionalProperties'."],
  ['unevaluatedItems', "Describe every item with 'items'."],
  ['contentEncoding', 'Say it in the description.'],
  ['contentMediaType', 'Say it in the description.'],
  ['contentSchema', 'Say it in the description.'],
  ['readOnly', 'Input and output are separate schemas: leave the property out of one.'],
  ['writeOnly', 'Input and output are separate schemas: leave the property out of one.'],
  ['discriminator', "Give each member of the union a property with a 'const'."],
]);

const described: Readonly<Record<SchemaKind, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  literal: 'listed values',
  reference: 'a reference',
  oneOf: 'a oneOf',
  anyOf: 'an anyOf',
  allOf: 'an allOf',
};

/** Reports the keywords that a schema of `kind` can't carry; returns the map without them. */
export function withoutForeignKeywords(map: YamlMap, kind: SchemaKind, report: Report): YamlMap {
  const entries = map.entries.filter(({ key, keySpan }) => {
    if (allowed[kind].includes(key)) return true;
    const instead = outside.get(key);
    if (instead !== undefined) report('schema/unsupported-keyword', keySpan, { keyword: key, instead });
    else if (everyKeyword.has(key))
      report('schema/misplaced-keyword', keySpan, { keyword: key, type: described[kind] });
    else
      report('spec/unknown-key', keySpan, {
        key: key.slice(0, 80),
        where: `the schema of ${described[kind]}`,
        known: allowed[kind],
      });
    return false;
  });
  return { ...map, entries };
}
