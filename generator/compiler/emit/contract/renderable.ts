import type { Json } from '../../../runtime/contract.js';
import { type JsonObject, lower } from '../../schema/lower.js';
import type { ObjectType, TypeExpr } from '../../schema/type-expr.js';
import { hasDefault } from '../spec-views.js';

/**
 * Marks property names that every JavaScript object inherits, such as `toString`: openapi-typescript looks names up in
 * plain objects and takes the inherited function for a rule. No property name of a spec holds a colon.
 */
const inheritedMark = 'inherited:';
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

const keyOf = (name: string) => (inherited.has(name) ? inheritedMark + name : name);

/** The rendered text with marked names put back. */
export function unmarkNames(text: string): string {
  return text.replace(/"inherited:(\w+)"/g, '$1');
}

type Types = ReadonlyMap<string, TypeExpr>;

/**
 * A schema as openapi-typescript renders it right. It stumbles over null and objects as data (`const: null`, an enum of
 * mixed values, `default: {}`), so listed values become the union they mean, and a default becomes what it means for
 * the type: the property is always there.
 */
export function renderable(type: TypeExpr, types: Types): JsonObject {
  const { title, description, deprecated, default: fallback } = type.notes;
  const notes: JsonObject = {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(deprecated !== undefined && { deprecated }),
    ...(isPlain(fallback) && { default: fallback }),
  };
  const listed = type.constant === undefined ? type.values : [type.constant.value];
  if (listed !== undefined) {
    const isEnum = listed.every(isPlain) && type.kind === 'string' && !type.nullable;
    return { ...notes, ...(isEnum ? { type: 'string', enum: listed } : { anyOf: listed.map(literalSchema) }) };
  }
  return { ...shapeOf(type, types), ...notes };
}

function shapeOf(type: TypeExpr, types: Types): JsonObject {
  switch (type.kind) {
    case 'array':
      return { type: typeName(type), items: renderable(type.items, types) };
    case 'object':
      return objectShape(type, types);
    case 'union':
      // Every member may hold; which of them do is not a question of types.
      return { anyOf: type.members.map((member) => renderable(member, types)) };
    case 'string':
    case 'number':
    case 'integer':
    case 'boolean':
      return { type: typeName(type) };
    default:
      return lower({ ...type, notes: {} }, { dialect: 'openapi-3.1', types });
  }
}

function objectShape(type: ObjectType, types: Types): JsonObject {
  const { additional } = type;
  const present = type.properties.filter((property) => property.required || hasDefault(property.type, types));
  return {
    type: typeName(type),
    properties: Object.fromEntries(
      type.properties.map(({ name, type: inner }) => [keyOf(name), renderable(inner, types)]),
    ),
    ...(present.length > 0 && { required: present.map(({ name }) => keyOf(name)) }),
    ...(additional !== undefined && {
      additionalProperties: typeof additional === 'boolean' ? additional : renderable(additional, types),
    }),
  };
}

function typeName({ kind, nullable }: { readonly kind: string; readonly nullable: boolean }): Json {
  return nullable ? [kind, 'null'] : kind;
}

function isPlain(value: Json | undefined): value is string | number | boolean {
  return value !== undefined && typeof value !== 'object';
}

function literalSchema(value: Json): JsonObject {
  if (value === null) return { type: 'null' };
  if (isPlain(value)) return { const: value };
  return Array.isArray(value) ? { type: 'array', items: {} } : { type: 'object', additionalProperties: true };
}
