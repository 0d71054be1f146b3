import { patternProblem } from '../../compiler/check/rules/patterns.js';
import type { Json, JsonSchema } from '../../runtime/contract.js';
import { isRecord } from '../../runtime/schema/equality.js';
import { at, listAt, pointer } from '../json.js';
import { typeOf } from './fragments.js';
import type { Found, Scope } from './scope.js';

/** The keywords of one JSON type, as far as the subset has them. */

const formats = new Set(['date', 'time', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'ipv6']);
/** Formats that say nothing about which values there are. */
const silentFormats = new Set([
  'int32',
  'int64',
  'float',
  'double',
  'password',
  'binary',
  'byte',
  'decimal',
  'markdown',
  'html',
  'textarea',
  'string',
]);
const dropped = new Set([
  'patternProperties',
  'propertyNames',
  'prefixItems',
  'additionalItems',
  'contains',
  'minContains',
  'maxContains',
  'if',
  'then',
  'else',
  'not',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'unevaluatedProperties',
  'unevaluatedItems',
  'contentEncoding',
  'contentSchema',
  'minProperties',
  'maxProperties',
  '$dynamicRef',
]);

type Keywords = Omit<JsonSchema, '$ref'>;

/** Reports the keywords that are not carried over. */
export function reportDropped(found: Found, { direction, lose }: Scope): void {
  for (const key of Object.keys(found.schema)) {
    if (dropped.has(key))
      lose(direction === 'input' ? 'schema/keyword-dropped' : 'output/loosened', pointer(found.at, key), key);
  }
}

const bounded = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'required',
  'enum',
  'const',
];

/** Reports that a result is not held to its bounds. */
export function reportLoosened({ schema, at: place }: Found, { lose }: Scope): void {
  const key = bounded.find((each) => Object.hasOwn(schema, each) && !silentFormats.has(String(at(schema, each))));
  if (key !== undefined) lose('output/loosened', pointer(place, key), key);
}

/** A number within what the language reads; reports one beyond. */
function numberAt({ schema, at: place }: Found, key: string, { lose }: Scope): number | undefined {
  const value = at(schema, key);
  if (typeof value !== 'number') return undefined;
  if (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  lose('schema/keyword-dropped', pointer(place, key), `${key}: ${value}`);
  return undefined;
}

/** Two bounds; none where no value lies between them. */
function range(found: Found, keys: readonly [string, string], scope: Scope): Keywords {
  const low = numberAt(found, keys[0], scope);
  const high = numberAt(found, keys[1], scope);
  const isCount = keys[0] !== 'minimum';
  const fine = (value: number | undefined) =>
    value === undefined || !isCount || (Number.isInteger(value) && value >= 0);
  if (!fine(low) || !fine(high) || (low !== undefined && high !== undefined && low > high)) {
    scope.lose('schema/keyword-dropped', pointer(found.at, keys[0]), `${keys[0]} ${low}, ${keys[1]} ${high}`);
    return {};
  }
  return { ...(low !== undefined && { [keys[0]]: low }), ...(high !== undefined && { [keys[1]]: high }) };
}

/** What a text has to be. */
export function textKeywords(found: Found, scope: Scope): Keywords {
  const { schema, at: place } = found;
  const length = range(found, ['minLength', 'maxLength'], scope);
  const format = at(schema, 'format');
  const pattern = at(schema, 'pattern');
  if (typeof format === 'string' && !formats.has(format) && !silentFormats.has(format))
    scope.lose('schema/format-dropped', pointer(place, 'format'), format);
  const problem = typeof pattern === 'string' ? problemOf(pattern, length.maxLength) : undefined;
  if (problem !== undefined) scope.lose('schema/pattern-dropped', pointer(place, 'pattern'), `${pattern}: ${problem}`);
  return {
    ...length,
    ...(typeof format === 'string' && formats.has(format) && { format }),
    ...(typeof pattern === 'string' && problem === undefined && { pattern }),
  };
}

const mostPattern = 1000;

function problemOf(pattern: string, maxLength: number | undefined): string | undefined {
  if (pattern === '' || pattern.length > mostPattern) return `it has ${pattern.length} characters`;
  try {
    new RegExp(pattern, 'u');
  } catch {
    return 'it can not be read';
  }
  const key = `${maxLength} ${pattern}`;
  if (!judged.has(key)) judged.set(key, patternProblem(pattern, { maxLength, timeout: patience }));
  return judged.get(key);
}

/** Milliseconds for one pattern; the compiler takes more time over it, and so comes to the same. */
const patience = 500;
/** Verdicts by length and pattern: a document says the same pattern many times. */
const judged = new Map<string, string | undefined>();

/** What a number has to be; 3.0 writes exclusive bounds as booleans. */
export function numberKeywords(found: Found, scope: Scope): Keywords {
  const { schema } = found;
  const ends = range(found, ['minimum', 'maximum'], scope);
  const low = at(schema, 'exclusiveMinimum') === true ? ends.minimum : numberAt(found, 'exclusiveMinimum', scope);
  const high = at(schema, 'exclusiveMaximum') === true ? ends.maximum : numberAt(found, 'exclusiveMaximum', scope);
  const least = Math.max(ends.minimum ?? -Infinity, low ?? -Infinity);
  const most = Math.min(ends.maximum ?? Infinity, high ?? Infinity);
  const multipleOf = numberAt(found, 'multipleOf', scope);
  const hasRoom = least < most || (low === undefined && high === undefined);
  if (!hasRoom)
    scope.lose('schema/keyword-dropped', pointer(found.at, 'exclusiveMinimum'), 'no value lies between the bounds');
  const { minimum, maximum } = ends;
  return {
    ...(minimum !== undefined && (low !== minimum || !hasRoom) && { minimum }),
    ...(maximum !== undefined && (high !== maximum || !hasRoom) && { maximum }),
    ...(hasRoom && low !== undefined && { exclusiveMinimum: low }),
    ...(hasRoom && high !== undefined && { exclusiveMaximum: high }),
    ...(multipleOf !== undefined && multipleOf > 0 && { multipleOf }),
  };
}

/** What a list has to be, but for its items. */
export function listKeywords(found: Found, scope: Scope): Keywords {
  const unique = at(found.schema, 'uniqueItems') === true;
  return { ...range(found, ['minItems', 'maxItems'], scope), ...(unique && { uniqueItems: true }) };
}

const mostValues = 500;

/** The listed values of a schema that are of one of these types; undefined where it lists none, or none that fit. */
export function listedValues(found: Found, types: readonly string[], { lose }: Scope): readonly Json[] | undefined {
  const { schema, at: place } = found;
  const written = Object.hasOwn(schema, 'const') ? [at(schema, 'const')] : listAt(schema, 'enum');
  if (written.length === 0) return undefined;
  const fits = (value: unknown) => {
    if (isRecord(value) || Array.isArray(value) || value === undefined) return false;
    // Scalars are what is left, of a document that was JSON or YAML.
    const type = typeOf(value as Json);
    return types.includes(type) || (type === 'integer' && types.includes('number'));
  };
  const values = [...new Set(written.filter(fits))].slice(0, mostValues) as Json[];
  if (values.length < new Set(written.filter((value) => value !== null)).size)
    lose('schema/values-dropped', pointer(place, 'enum'), `${values.length} of ${written.length} are kept`);
  return values.some((value) => value !== null) ? values : undefined;
}
