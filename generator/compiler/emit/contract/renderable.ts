import type { Json } from '../../../runtime/contract.js';
import { hasDefault } from '../../schema/follow.js';
import { listedValues } from '../../schema/listed.js';
import type { JsonObject } from '../../schema/lower.js';
import { partsOf } from '../../schema/measure.js';
import type { ObjectType, TypeExpr } from '../../schema/type-expr.js';

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

/** How a type is rendered. */
export interface Rendering {
  readonly types: ReadonlyMap<string, TypeExpr>;
  /** Whether defaults have been filled in, so that a property that has one is always there. */
  readonly filled: boolean;
  /** The component that a reference to this name leads to. */
  componentOf(name: string): string;
}

/**
 * A schema as openapi-typescript renders it right. It stumbles over null and objects as data (`const: null`, an enum of
 * mixed values, `default: {}`), so listed values become the union they mean, and a default becomes what it means for
 * the type: whether the property is always there.
 */
export function renderable(type: TypeExpr, how: Rendering): JsonObject {
  const { title, description, deprecated, default: fallback } = type.notes;
  const notes: JsonObject = {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(deprecated !== undefined && { deprecated }),
    ...(isPlain(fallback) && { default: fallback }),
  };
  const listed = listedValues(type);
  if (listed !== undefined) {
    const isEnum = listed.every(isPlain) && type.kind === 'string' && !type.nullable;
    return { ...notes, ...(isEnum ? { type: 'string', enum: listed } : { anyOf: listed.map(literalSchema) }) };
  }
  return { ...shapeOf(type, how), ...notes };
}

function shapeOf(type: TypeExpr, how: Rendering): JsonObject {
  switch (type.kind) {
    case 'array':
      return { type: typeName(type), items: renderable(type.items, how) };
    case 'object':
      return objectShape(type, how);
    case 'union':
      // Every member may hold; which of them do is not a question of types.
      return { anyOf: type.members.map((member) => renderable(member, how)) };
    case 'reference':
      return { $ref: `#/components/schemas/${how.componentOf(type.name)}` };
    case 'literal':
      return {};
    default:
      return { type: typeName(type) };
  }
}

function objectShape(type: ObjectType, how: Rendering): JsonObject {
  const present = type.properties.filter(
    (property) => property.required || (how.filled && hasDefault(property.type, how.types)),
  );
  const properties = type.properties.map(({ name, type: inner }) => [keyOf(name), renderable(inner, how)] as const);
  const others = othersOf(type, how);
  return {
    type: typeName(type),
    properties: Object.fromEntries(properties),
    ...(present.length > 0 && { required: present.map(({ name }) => keyOf(name)) }),
    ...(others !== undefined && { additionalProperties: others }),
  };
}

/**
 * What the properties that are not named may hold. An index signature speaks of the named ones too, so it is widened
 * to hold them: by their types where these are short, else to anything.
 */
function othersOf({ properties, additional }: ObjectType, how: Rendering): Json | undefined {
  // The library takes an object that names nothing for an empty one.
  if (additional === undefined) return properties.length === 0 ? true : undefined;
  if (typeof additional === 'boolean') return additional;
  const members = [additional, ...properties.map(({ type }) => type)].map((type) =>
    renderable({ ...type, notes: {} }, how),
  );
  const [others, ...different] = new Map(members.map((member) => [JSON.stringify(member), member])).values();
  if (others === undefined || different.length === 0) return others;
  const isShort = properties.every(({ type }) => partsOf(type).length === 0 && type.values === undefined);
  return isShort ? { anyOf: [others, ...different] } : true;
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
