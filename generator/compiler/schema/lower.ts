import type { Json } from '../../runtime/contract.js';
import { listedValues } from './listed.js';
import type { NumberType, ObjectType, TypeExpr } from './type-expr.js';

/**
 * The JSON a schema becomes:
 * - `openapi-3.0`: the Schema Object of OpenAPI 3.0.3, references into components
 * - `openapi-3.1`: JSON Schema 2020-12, references into components
 * - `json-schema-2020-12`: the same with references written out, for MCP
 * - `runtime`: the same with references to `#/schemas/<name>`, for the validator
 */
export type Dialect = 'openapi-3.0' | 'openapi-3.1' | 'json-schema-2020-12' | 'runtime';

/** How a schema is written. */
export interface Lowering {
  readonly dialect: Dialect;
  readonly types: ReadonlyMap<string, TypeExpr>;
  /**
   * Where references are written out: the named schemas that were, in this schema. A further copy says again what it
   * accepts, but not what it is about, so that a shape used five times is described once.
   */
  readonly described?: Set<string>;
  /** Whether only what is accepted is wanted, and defaults. */
  readonly bare?: boolean;
}

/** A JSON object that is written out as it is. */
export type JsonObject = { readonly [key: string]: Json };

/** Lowers a checked schema to a dialect. Total: the check has bounded size and depth, and refused circles. */
export function lower(type: TypeExpr, lowering: Lowering): JsonObject {
  if (type.kind === 'reference') return lowerReference(type, lowering);
  return { ...shapeOf(type, lowering), ...listedOf(type, lowering), ...notesOf(type, lowering) };
}

function lowerReference(type: Extract<TypeExpr, { kind: 'reference' }>, lowering: Lowering): JsonObject {
  const notes = notesOf(type, lowering);
  switch (lowering.dialect) {
    case 'openapi-3.0': {
      const reference = { $ref: `#/components/schemas/${type.name}` };
      return Object.keys(notes).length === 0 ? reference : { allOf: [reference], ...notes };
    }
    case 'openapi-3.1':
      return { $ref: `#/components/schemas/${type.name}`, ...notes };
    case 'runtime':
      return { $ref: `#/schemas/${type.name}`, ...notes };
    case 'json-schema-2020-12':
      return writtenOut(type, lowering);
  }
}

/** The target with the notes on the way to it, the nearest first. A loop: the chain can be as long as the spec. */
function writtenOut(reference: TypeExpr, lowering: Lowering): JsonObject {
  let type: TypeExpr | undefined = reference;
  let notes: JsonObject = {};
  let { bare = false } = lowering;
  while (type?.kind === 'reference') {
    notes = { ...notesOf(type, { ...lowering, bare }), ...notes };
    bare ||= lowering.described?.has(type.name) === true;
    lowering.described?.add(type.name);
    type = lowering.types.get(type.name);
  }
  return { ...(type && lower(type, { ...lowering, bare })), ...notes };
}

function shapeOf(type: Exclude<TypeExpr, { kind: 'reference' }>, lowering: Lowering): JsonObject {
  switch (type.kind) {
    case 'string':
      return { ...typeOf(type, lowering), ...present(type, ['minLength', 'maxLength', 'pattern', 'format']) };
    case 'number':
    case 'integer':
      return { ...typeOf(type, lowering), ...boundsOf(type, lowering), ...present(type, ['multipleOf']) };
    case 'boolean':
      return typeOf(type, lowering);
    case 'array':
      return {
        ...typeOf(type, lowering),
        items: lower(type.items, lowering),
        ...present(type, ['minItems', 'maxItems', 'uniqueItems']),
      };
    case 'object':
      return objectOf(type, lowering);
    case 'union':
      return { [type.mode]: type.members.map((member) => lower(member, lowering)) };
    case 'literal':
      return {};
  }
}

function typeOf(type: { readonly kind: string; readonly nullable: boolean }, { dialect }: Lowering): JsonObject {
  if (!type.nullable) return { type: type.kind };
  return dialect === 'openapi-3.0' ? { type: type.kind, nullable: true } : { type: [type.kind, 'null'] };
}

/** In OpenAPI 3.0 an exclusive bound is a flag on the inclusive one; of two bounds on one side the tighter stays. */
function boundsOf(type: NumberType, { dialect }: Lowering): JsonObject {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = type;
  if (dialect !== 'openapi-3.0') {
    return present(type, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']);
  }
  const openBelow = exclusiveMinimum !== undefined && (minimum === undefined || exclusiveMinimum >= minimum);
  const openAbove = exclusiveMaximum !== undefined && (maximum === undefined || exclusiveMaximum <= maximum);
  return {
    ...(openBelow ? { minimum: exclusiveMinimum, exclusiveMinimum: true } : minimum !== undefined && { minimum }),
    ...(openAbove ? { maximum: exclusiveMaximum, exclusiveMaximum: true } : maximum !== undefined && { maximum }),
  };
}

/** `properties` stands on every object, even when empty: ChatGPT's importer needs it. */
function objectOf(type: ObjectType, lowering: Lowering): JsonObject {
  const { additional } = type;
  const required = type.properties.filter((property) => property.required).map(({ name }) => name);
  return {
    ...typeOf(type, lowering),
    properties: Object.fromEntries(type.properties.map((property) => [property.name, lower(property.type, lowering)])),
    ...(required.length > 0 && { required }),
    ...(additional !== undefined && {
      additionalProperties: typeof additional === 'boolean' ? additional : lower(additional, lowering),
    }),
    ...present(type, ['minProperties', 'maxProperties']),
  };
}

function listedOf(type: TypeExpr, { dialect }: Lowering): JsonObject {
  const { values, constant } = type;
  if (dialect !== 'openapi-3.0') {
    return { ...(values && { enum: values }), ...(constant && { const: constant.value }) };
  }
  const listed = listedValues(type);
  if (listed === undefined) return {};
  // An enum is never empty.
  if (listed.length === 0) return { not: {} };
  return { enum: listed, ...(type.kind === 'literal' && listed.includes(null) && { nullable: true }) };
}

function notesOf({ notes }: TypeExpr, { dialect, bare = false }: Lowering): JsonObject {
  if (dialect === 'runtime' || bare) return notes.default === undefined ? {} : { default: notes.default };
  const { examples, ...rest } = notes;
  const first = examples?.[0];
  const shown = dialect === 'openapi-3.0' ? first !== undefined && { example: first } : examples && { examples };
  return { ...present(rest, ['title', 'description', 'default', 'deprecated']), ...shown };
}

/** The given keys of `from` that are present. */
function present<const K extends string>(from: { readonly [Key in K]?: Json }, keys: readonly K[]): JsonObject {
  const found: { [key: string]: Json } = {};
  for (const key of keys) {
    const value = from[key];
    if (value !== undefined) found[key] = value;
  }
  return found;
}
