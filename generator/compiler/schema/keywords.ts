import type { Report } from '../diagnostics/diagnostic.js';
import { type Fragment, patternText } from '../source/fragment.js';
import {
  choice,
  dictionary,
  expected,
  type Fields,
  flag,
  integer,
  items,
  json,
  type Located,
  list,
  type NameRule,
  node,
  optional,
  record,
  required,
  type Shape,
  shape,
  text,
} from '../source/shape.js';
import { describe, type YamlMap } from '../source/source.js';
import { formats } from './type-expr.js';

/** What each kind of schema may say, what each keyword means, and how its value is read. */

/** Where the JSON Schema for editors keeps the portable subset, and its roots of inputs and outputs. */
export const schemaReference = (): Fragment => ({ $ref: '#/$defs/schema' });
export const rootReference = (): Fragment => ({ $ref: '#/$defs/root' });

const subschema = node(schemaReference);
const count = integer(0, Number.MAX_SAFE_INTEGER);

const number: Shape<number> = shape(
  (found, report) => {
    if (found.kind === 'scalar' && typeof found.value === 'number') return found.value;
    report('spec/wrong-type', found.span, { want: 'a number', got: describe(found) });
    return undefined;
  },
  () => ({ type: 'number' }),
);

const positive: Shape<number> = shape(
  (found, report) => {
    const value = number(found, report);
    if (value === undefined || value > 0) return value;
    report('spec/out-of-range', found.span, { problem: 'is not above zero' });
    return undefined;
  },
  () => ({ type: 'number', exclusiveMinimum: 0 }),
);

const patternSource = text({ most: 1000, pattern: /^/u });
const pattern: Shape<string> = shape(
  (found, report) => {
    const value = patternSource(found, report);
    if (value === undefined) return undefined;
    try {
      new RegExp(value, 'u');
      return value;
    } catch (error) {
      const problem =
        error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : 'unreadable';
      report('schema/bad-pattern', found.span, { problem });
      return undefined;
    }
  },
  () => ({ type: 'string', minLength: 1, maxLength: 1000, format: 'regex' }),
);

const referenceText = text({ most: 200 });
const referencePattern = /^#\/schemas\/([^/]+)$/u;

/** A reference, read to the name it refers to. */
const reference: Shape<Located<string>> = shape(
  (found, report) => {
    const ref = referenceText(found, report);
    const name = ref === undefined ? undefined : referencePattern.exec(ref)?.[1];
    if (name !== undefined) return { value: name, span: found.span };
    if (ref !== undefined) report('schema/bad-reference', found.span, { ref });
    return undefined;
  },
  () => ({ ...referenceText.schema(), pattern: patternText(referencePattern) }),
);

const propertyPattern = /^(?!(?:__proto__|constructor|prototype)$)[a-zA-Z0-9_.-]{1,64}$/u;

const propertyNames: NameRule = {
  check({ key, keySpan }, report) {
    if (propertyPattern.test(key)) return true;
    report('schema/bad-property-name', keySpan, { name: key.slice(0, 80) });
    return false;
  },
  schema: () => ({ pattern: patternText(propertyPattern) }),
  description: 'A property, by name. Use 1 to 64 letters, digits, _, . or -.',
};

const notes = {
  title: optional(text({ most: 300 }), 'A short name of the value.'),
  description: optional(text({ most: 4000 }), 'What the value is. Models of both clients read it.'),
  default: optional(json, 'Filled in where an input leaves the value out, before the handler sees it.'),
  examples: optional(list(json), 'Values that show what is meant. They change nothing.'),
  deprecated: optional(flag, 'Whether callers should stop using it. Default: false.'),
};

/** Equal values are reported later, with a code of their own. */
const values = shape(items(json, 1), () => ({ ...items(json, 1).schema(), uniqueItems: true }));

const listed = {
  enum: optional(values, 'The values there are.'),
  const: optional(json, 'The only value there is.'),
};

/** The words a type can be, by the kind of schema they make. */
export const typeWords = {
  string: ['string'],
  number: ['number', 'integer'],
  boolean: ['boolean'],
  array: ['array'],
  object: ['object'],
} as const;
/** A kind of schema that says its type. */
export type TypedKind = keyof typeof typeWords;
/** What `type` may say. */
export type TypeWord = (typeof typeWords)[TypedKind][number];

/** What `type` means, for editors. */
export const typeMeaning = "The JSON type, or a list of it and 'null'.";

/** What `type` may say for these words: one of them alone or, in either order, in a list with 'null'. */
export function typeSchema(words: readonly TypeWord[]): Fragment {
  return { enum: words.flatMap((word) => [word, [word, 'null'], ['null', word]]) };
}

const ownKeywords = {
  string: {
    minLength: optional(count, 'The least number of characters (code points).'),
    maxLength: optional(count, 'The greatest number of characters (code points).'),
    pattern: optional(pattern, 'A regular expression (ECMA-262, u flag) found somewhere in the text; anchor it.'),
    format: optional(choice(formats), 'A form that the text must have. It is checked.'),
  },
  number: {
    minimum: optional(number, 'The least value.'),
    maximum: optional(number, 'The greatest value.'),
    exclusiveMinimum: optional(number, 'Every value lies above it.'),
    exclusiveMaximum: optional(number, 'Every value lies below it.'),
    multipleOf: optional(positive, 'Every value is a multiple of it. It lies above zero.'),
  },
  boolean: {},
  array: {
    items: expected(subschema, 'The schema of every item.'),
    minItems: optional(count, 'The least number of items.'),
    maxItems: optional(count, 'The greatest number of items.'),
    uniqueItems: optional(flag, 'Whether no two items may be equal. Default: false.'),
  },
  object: {
    properties: optional(dictionary(propertyNames, subschema), 'The properties, in the order clients see them.'),
    required: optional(list(text()), 'The properties that have to be there. Each is among the properties.'),
    additionalProperties: optional(
      node(() => ({ anyOf: [{ type: 'boolean' }, schemaReference()] })),
      'What other properties may hold: a schema, or whether there may be any. Default: true, but false at the root of an input.',
    ),
    minProperties: optional(count, 'The least number of properties.'),
    maxProperties: optional(count, 'The greatest number of properties.'),
  },
} as const satisfies Record<string, Fields>;

/** The keywords of a kind of schema that says its type. */
function typed<const F extends Fields>(kind: TypedKind, own: F) {
  const type = optional(
    node(() => typeSchema(typeWords[kind])),
    typeMeaning,
  );
  return { type, ...listed, ...notes, ...own };
}

const members = items(subschema, 1);

const keywords = {
  string: typed('string', ownKeywords.string),
  number: typed('number', ownKeywords.number),
  boolean: typed('boolean', ownKeywords.boolean),
  array: typed('array', ownKeywords.array),
  object: typed('object', ownKeywords.object),
  literal: { ...listed, ...notes },
  reference: { $ref: required(reference, "A schema under the top-level 'schemas': '#/schemas/Name'."), ...notes },
  oneOf: { oneOf: required(members, 'Exactly one of these holds. Some clients ignore it; prefer enum.'), ...notes },
  anyOf: { anyOf: required(members, 'At least one of these holds. Some clients ignore it.'), ...notes },
  allOf: { allOf: required(members, 'Object schemas that are merged into one.'), ...notes },
} as const satisfies Record<string, Fields>;

/** A kind of schema; each has its own keywords. */
export type SchemaKind = keyof typeof keywords;

/** What makes a schema without a type one of its kind; the first that it has decides. */
export const untypedKinds = [
  ['oneOf', 'oneOf'],
  ['anyOf', 'anyOf'],
  ['allOf', 'allOf'],
  ['enum', 'literal'],
  ['const', 'literal'],
] as const satisfies readonly (readonly [string, SchemaKind])[];

/** One shape per kind of schema. */
export const schemaShapes = {
  string: record('a string schema', keywords.string),
  number: record('a number schema', keywords.number),
  boolean: record('a boolean schema', keywords.boolean),
  array: record('an array schema', keywords.array),
  object: record('an object schema', keywords.object),
  literal: record('a schema of listed values', keywords.literal),
  reference: record('a reference', keywords.reference),
  oneOf: record('a oneOf', keywords.oneOf),
  anyOf: record('an anyOf', keywords.anyOf),
  allOf: record('an allOf', keywords.allOf),
} as const;

const allowed = (kind: SchemaKind): readonly string[] => Object.keys(keywords[kind]);

const everyKeyword = new Set(Object.values(keywords).flatMap((own) => Object.keys(own)));

/** Keywords of JSON Schema that some client or dialect can't carry, and what to write instead. */
export const unsupportedKeywords: ReadonlyMap<string, string> = new Map([
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

/** Keywords, and kinds of schema, that stand alone. */
const combining: ReadonlySet<string> = new Set(['$ref', 'oneOf', 'anyOf', 'allOf', 'reference']);

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
    if (Object.hasOwn(keywords[kind], key)) return true;
    const instead = unsupportedKeywords.get(key);
    if (instead !== undefined) report('schema/unsupported-keyword', keySpan, { keyword: key, instead });
    else if (everyKeyword.has(key))
      report('schema/misplaced-keyword', keySpan, {
        keyword: key,
        type: described[kind],
        combines: combining.has(key) || combining.has(kind),
      });
    else
      report('spec/unknown-key', keySpan, {
        key: key.slice(0, 80),
        where: `the schema of ${described[kind]}`,
        known: allowed(kind),
      });
    return false;
  });
  return { ...map, entries };
}
