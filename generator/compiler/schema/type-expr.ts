import type { Json } from '../../runtime/contract.js';

/**
 * A checked schema: the closed set of shapes that mean the same in every dialect.
 * References are by name into `ToolSpec.schemas`, exist, and form no cycle.
 */
export type TypeExpr =
  | StringType
  | NumberType
  | BooleanType
  | ArrayType
  | ObjectType
  | LiteralType
  | UnionType
  | ReferenceType;

/** Annotations: they inform readers and never change what is accepted. `default` is filled into inputs. */
export interface Notes {
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
}

interface Common {
  readonly notes: Notes;
  /** The accepted values, when the schema lists them. */
  readonly values?: readonly Json[];
  /** The only accepted value, boxed since it may be null. */
  readonly constant?: { readonly value: Json };
}

interface Typed extends Common {
  /** Whether null is accepted besides the type. */
  readonly nullable: boolean;
}

export interface StringType extends Typed {
  readonly kind: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: Format;
}

export interface NumberType extends Typed {
  readonly kind: 'number' | 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

export interface BooleanType extends Typed {
  readonly kind: 'boolean';
}

export interface ArrayType extends Typed {
  readonly kind: 'array';
  readonly items: TypeExpr;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

export interface ObjectType extends Typed {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  /** What other properties may hold; undefined where the spec does not say, which means anything. */
  readonly additional?: boolean | TypeExpr;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

export interface Property {
  readonly name: string;
  readonly type: TypeExpr;
  readonly required: boolean;
}

/** A schema of listed values alone, whatever their type. */
export interface LiteralType extends Common {
  readonly kind: 'literal';
}

export interface UnionType extends Common {
  readonly kind: 'union';
  readonly mode: 'oneOf' | 'anyOf';
  readonly members: readonly TypeExpr[];
}

export interface ReferenceType extends Common {
  readonly kind: 'reference';
  readonly name: string;
}

/** The formats that are asserted. */
export const formats = ['date', 'time', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'ipv6'] as const;
export type Format = (typeof formats)[number];

/** A schema under `schemas`. */
export interface NamedType {
  readonly name: string;
  readonly type: TypeExpr;
}
