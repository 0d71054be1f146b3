import type { Json, JsonSchema, JsonTypeName } from '../../runtime/contract.js';

/** Schemas of the subset that stand for what could not be said in it. */

export const openObject: JsonSchema = { type: 'object', additionalProperties: true };

const scalars: readonly JsonSchema[] = [{ type: ['string', 'null'] }, { type: 'number' }, { type: 'boolean' }];

/** Any JSON value; a list in a list has to hold none of its own. */
export const anyValue: JsonSchema = {
  anyOf: [...scalars, openObject, { type: 'array', items: { anyOf: [...scalars, openObject] } }],
};

/** Anything of a kind. */
export function anyOfKind(type: unknown): JsonSchema {
  if (type === 'array') return { type: 'array', items: anyValue };
  if (type === 'string' || type === 'number' || type === 'integer' || type === 'boolean') return { type };
  return openObject;
}

/** The same, and null. */
export function nullable(schema: JsonSchema): JsonSchema {
  const { type, anyOf } = schema;
  if (typeof type === 'string') {
    return {
      ...schema,
      type: [type, 'null'],
      ...(schema.enum && { enum: [...schema.enum.filter((v) => v !== null), null] }),
    };
  }
  if (anyOf?.[0] === undefined) return schema;
  const isNullable = anyOf.some((member) => Array.isArray(member.type));
  return isNullable ? schema : { ...schema, anyOf: [nullable(anyOf[0]), ...anyOf.slice(1)] };
}

/** The JSON type of a scalar. */
export function typeOf(value: Json): JsonTypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' || typeof value === 'boolean' ? (typeof value as 'string' | 'boolean') : 'object';
}

/** How many schemas there are in one. */
export function sizeOf(schema: JsonSchema): number {
  const parts = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
    ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
  ];
  return parts.reduce((sum, part) => sum + sizeOf(part), 1);
}
