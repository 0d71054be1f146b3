import type { Json, JsonSchema } from '../../runtime/contract.js';
import { canonical, isRecord } from '../../runtime/schema/equality.js';
import { at, entriesAt, listAt, pointer } from '../json.js';
import { isPropertyName } from '../names.js';
import { clientText } from '../texts.js';
import { anyOfKind, anyValue, nullable, openObject, typeOf } from './fragments.js';
import { listedValues, listKeywords, numberKeywords, reportDropped, reportLoosened, textKeywords } from './keywords.js';
import { mergeAllOf } from './merge.js';
import type { Found, Scope } from './scope.js';

const mostPropertyText = 300;

/** How far down one schema is written out. */
export interface Room {
  readonly levels: number;
  /** Counts down; nothing more is written out below zero. */
  left: number;
}

/**
 * Lowers a schema of JSON Schema or OpenAPI into the portable subset, references written out. Total: whatever it is
 * given, it returns a schema that the compiler takes, and says what was lost.
 */
export function lower(
  written: unknown,
  place: string,
  trail: readonly string[],
  how: { readonly scope: Scope; readonly room: Room },
): JsonSchema {
  const { scope, room } = how;
  room.left -= 1;
  const reached = scope.find(written, place, trail);
  if (reached === undefined) return anyOfKind(at(written, '$ref') === undefined ? undefined : 'object');
  const found = mergeAllOf(reached, scope);
  const text = clientText(descriptionOf(found.schema), {
    most: mostPropertyText,
    at: pointer(found.at, 'description'),
    lose: () => {},
  });
  return { ...lowerFound(found, how), ...(text !== undefined && { description: text }) };
}

/** What a schema says of itself. Defaults are left to the original: filled in here, they would be sent as if they were meant. */
function descriptionOf(schema: Found['schema']): string | undefined {
  const text = at(schema, 'description') ?? at(schema, 'title');
  const fallback = at(schema, 'default');
  const said =
    ['string', 'number', 'boolean'].includes(typeof fallback) && fallback !== '' ? `Default: ${fallback}.` : '';
  const body = typeof text === 'string' ? text.trim() : '';
  if (said === '' || /\bdefaults?\b/i.test(body)) return body === '' ? undefined : body;
  return body === '' ? said : `${body.replace(/([^.!?])$/, '$1.')} ${said}`;
}

interface How {
  readonly scope: Scope;
  readonly room: Room;
}

function lowerFound(found: Found, how: How): JsonSchema {
  const { scope } = how;
  reportDropped(found, scope);
  const union = unionOf(found);
  if (union !== undefined) {
    const made = lowerUnion(found, union, how);
    if (made !== undefined) return made;
  }
  const { types, isNullable } = typesOf(found);
  if (types.length === 0) {
    scope.lose('schema/any', found.at);
    return anyValue;
  }
  const made = types.map((type) => lowerTyped(found, type, how));
  const [only] = made;
  const whole = made.length === 1 && only !== undefined ? only : { anyOf: unique(made) };
  return isNullable ? nullable(whole) : whole;
}

const typeWords = ['string', 'number', 'integer', 'boolean', 'array', 'object'];

function typesOf({ schema }: Found): { readonly types: readonly string[]; readonly isNullable: boolean } {
  const written = at(schema, 'type');
  const words = Array.isArray(written) ? written : [written];
  const isNullable = words.includes('null') || at(schema, 'nullable') === true || listAt(schema, 'enum').includes(null);
  const known = typeWords.filter((word) => words.includes(word));
  // Every integer is a number.
  const types = known.includes('number') ? known.filter((word) => word !== 'integer') : known;
  if (types.length > 0) return { types, isNullable };
  return { types: guessedTypes(schema), isNullable };
}

function guessedTypes(schema: Found['schema']): readonly string[] {
  const listed = Object.hasOwn(schema, 'const') ? [at(schema, 'const')] : listAt(schema, 'enum');
  if (listed.length > 0) {
    // Values of a document that was JSON or YAML.
    const types = new Set(listed.map((value) => typeOf(value as Json)));
    if (types.has('number')) types.delete('integer');
    return typeWords.filter((word) => types.has(word as 'string'));
  }
  const has = (...keys: string[]) => keys.some((key) => Object.hasOwn(schema, key));
  if (has('properties', 'additionalProperties', 'required')) return ['object'];
  if (has('items')) return ['array'];
  if (has('pattern', 'minLength', 'maxLength', 'format')) return ['string'];
  if (has('minimum', 'maximum', 'multipleOf')) return ['number'];
  return [];
}

function lowerTyped(found: Found, type: string, how: How): JsonSchema {
  const { scope } = how;
  if (scope.direction === 'output') reportLoosened(found, scope);
  const isInput = scope.direction === 'input';
  switch (type) {
    case 'object':
      return lowerObject(found, how);
    case 'array':
      return { type: 'array', items: lowerItems(found, how), ...(isInput && listKeywords(found, scope)) };
    case 'string':
    case 'number':
    case 'integer': {
      if (!isInput) return { type };
      const values = listedValues(found, [type], scope);
      if (values !== undefined) return { type, enum: values };
      return { type, ...(type === 'string' ? textKeywords(found, scope) : numberKeywords(found, scope)) };
    }
    default:
      return { type: 'boolean' };
  }
}

function lowerItems(found: Found, how: How): JsonSchema {
  const { schema, at: place, trail } = found;
  const items = at(schema, 'items');
  if (!isRecord(items)) {
    how.scope.lose('schema/any', pointer(place, 'items'));
    return anyValue;
  }
  return deeper(items, pointer(place, 'items'), trail, how);
}

/** One level further down, where there is room; else anything of the kind. */
function deeper(written: unknown, place: string, trail: readonly string[], how: How): JsonSchema {
  const { scope, room } = how;
  const next = { scope, room: nextRoom(room) };
  if (room.levels > 0 && room.left > 0) {
    const made = lower(written, place, trail, next);
    room.left = next.room.left;
    return made;
  }
  const quiet = scope.find(written, place, []);
  const target = quiet === undefined ? undefined : mergeAllOf(quiet, scope);
  const { types, isNullable } = target === undefined ? { types: [], isNullable: false } : typesOf(target);
  const isScalar = types.length === 1 && types[0] !== 'object' && types[0] !== 'array';
  if (target !== undefined && isScalar && unionOf(target) === undefined) return lowerFound(target, next);
  room.left -= 1;
  scope.lose('schema/cut', place);
  const made = types.length === 0 ? anyValue : anyOfKind(types[0] === 'array' ? 'array' : 'object');
  return isNullable ? nullable(made) : made;
}

const nextRoom = (room: Room): Room => ({ levels: room.levels - 1, left: room.left });

function lowerObject(found: Found, how: How): JsonSchema {
  const { scope, room } = how;
  const { schema, at: place, trail } = found;
  const isInput = scope.direction === 'input';
  const hidden = isInput ? 'readOnly' : 'writeOnly';
  const properties = new Map<string, JsonSchema>();
  let isWhole = true;
  for (const [name, written] of entriesAt(schema, 'properties')) {
    const here = pointer(place, 'properties', name);
    if (at(written, hidden) === true) continue;
    if (!isPropertyName(name) || room.left < -hardest) {
      scope.lose(isPropertyName(name) ? 'schema/cut' : 'schema/property-dropped', here, name);
      isWhole = false;
      continue;
    }
    const made = deeper(written, here, trail, how);
    // An open object takes any value there anyway.
    if (
      !isInput &&
      made.anyOf !== undefined &&
      canonical({ ...made, description: undefined }) === canonical(anyValue)
    ) {
      isWhole = false;
      continue;
    }
    properties.set(name, made);
  }
  const required = listAt(schema, 'required').filter(
    (name): name is string => typeof name === 'string' && properties.has(name),
  );
  const additional = additionalOf(found, { isWhole, hasProperties: properties.size > 0 }, how);
  if (properties.size === 0 && (additional ?? true) === true) return openObject;
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(isInput && required.length > 0 && { required: [...new Set(required)] }),
    ...(additional !== undefined && { additionalProperties: additional }),
  };
}

/** Properties beyond the room that are still written out: an object should be whole where it can be. */
const hardest = 1000;

function additionalOf(
  found: Found,
  { isWhole, hasProperties }: { isWhole: boolean; hasProperties: boolean },
  how: How,
): JsonSchema['additionalProperties'] | undefined {
  const { schema, at: place, trail } = found;
  const written = at(schema, 'additionalProperties');
  const isInput = how.scope.direction === 'input';
  if (isRecord(written) && Object.keys(written).length > 0 && isWhole && (isInput || !hasProperties)) {
    return deeper(written, pointer(place, 'additionalProperties'), trail, how);
  }
  if (written === false && isInput && isWhole) return false;
  if (isInput && !isWhole) return true;
  if (hasProperties && written !== true && !isRecord(written)) return undefined;
  return true;
}

function unionOf({ schema }: Found): 'oneOf' | 'anyOf' | undefined {
  return (['oneOf', 'anyOf'] as const).find((key) => listAt(schema, key).length > 0);
}

const mostMembers = 12;

/** A union below the root; undefined where the schema beside it says enough and its members only restrict it. */
function lowerUnion(found: Found, keyword: 'oneOf' | 'anyOf', how: How): JsonSchema | undefined {
  const { scope } = how;
  const { [keyword]: members, ...base } = found.schema;
  const written = Array.isArray(members) ? members : [];
  const place = pointer(found.at, keyword);
  const isNull = (member: unknown) =>
    at(member, 'type') === 'null' || (Object.hasOwn(Object(member), 'const') && at(member, 'const') === null);
  const others = written.filter((member) => !isNull(member));
  const isNullable = others.length < written.length || at(base, 'nullable') === true;
  const says =
    Object.hasOwn(base, 'properties') || (typeof at(base, 'type') === 'string' && at(base, 'type') !== 'object');
  if (says) {
    scope.lose('schema/keyword-dropped', place, keyword);
    return undefined;
  }
  if (others.length === 0 || others.length > mostMembers) {
    scope.lose('schema/cut', place, `${others.length} members`);
    return isNullable ? nullable(anyValue) : anyValue;
  }
  const made = unique(
    joined(
      others.map((member) => deeper(member, pointer(place, written.indexOf(member)), found.trail, how)).flatMap(parts),
    ),
  );
  const [only] = made;
  if (made.length > 1 && keyword === 'oneOf') scope.lose('schema/union-loosened', place);
  const whole = made.length === 1 && only !== undefined ? only : { anyOf: made };
  return isNullable ? nullable(whole) : whole;
}

/** A union in a union is one. */
function parts(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf ?? [schema];
}

/** Lists of values of one type are one list. */
function joined(members: readonly JsonSchema[]): readonly JsonSchema[] {
  const [first] = members;
  const isList = (schema: JsonSchema) => schema.enum !== undefined && schema.type === first?.type;
  if (first === undefined || !members.every(isList)) return members;
  return [{ ...first, enum: [...new Set(members.flatMap((member) => member.enum ?? []))] }];
}

function unique(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  const found = new Map(schemas.map((schema) => [canonical({ ...schema, description: undefined }), schema]));
  return [...found.values()];
}
