import type { TypeExpr } from '../schema/type-expr.js';

/** In what respect two schemas differ. */
export type Facet =
  | 'type'
  | 'null'
  | 'values'
  | 'bound'
  | 'pattern'
  | 'format'
  | 'alternative'
  | 'others'
  | 'required'
  | 'property-removed'
  | 'property-added'
  | 'required-property-added'
  | 'default'
  | 'default-added'
  | 'text'
  | 'name';

/** One step down a schema. */
export type Segment =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'items' }
  | { readonly kind: 'others' }
  | { readonly kind: 'alternative'; readonly mode: 'oneOf' | 'anyOf'; readonly index: number };

/** Where something is, from the root of its schema down. */
export type Path = readonly Segment[];

/** What a difference does to the set of accepted values. */
export interface Shift {
  /** Whether the new schema refuses a value that the old one accepts. True where that can't be told. */
  readonly narrows: boolean;
  /** Whether the new schema accepts a value that the old one refuses. True where that can't be told. */
  readonly widens: boolean;
}

/** One difference of two schemas, at the schema itself or at one of its properties. */
export interface Difference extends Shift {
  readonly facet: Facet;
  readonly path: Path;
  /** What was, and what is: 'maxLength was 200, is 100'. */
  readonly detail: string;
}

/** All differences of two schemas, in a tree as theirs. */
export interface Delta extends Shift {
  /** Whether there is any difference at all. */
  readonly differs: boolean;
  readonly own: readonly Difference[];
  readonly parts: readonly Part[];
}

/** The differences of a part of two schemas. */
export interface Part {
  readonly path: Path;
  readonly delta: Delta;
  /** The shared schema that the part refers to in both, by its new name. */
  readonly named?: string;
}

export const same: Shift = { narrows: false, widens: false };
export const narrower: Shift = { narrows: true, widens: false };
export const wider: Shift = { narrows: false, widens: true };
export const other: Shift = { narrows: true, widens: true };

/** A delta of these differences and parts; parts without a difference are left out. */
export function deltaOf(own: readonly Difference[], parts: readonly Part[] = []): Delta {
  const differing = parts.filter(({ delta }) => delta.differs);
  const all: readonly Shift[] = [...own, ...differing.map(({ delta }) => delta)];
  return {
    own,
    parts: differing,
    differs: all.length > 0,
    narrows: all.some(({ narrows }) => narrows),
    widens: all.some(({ widens }) => widens),
  };
}

/** Nothing differs. */
export const noDelta: Delta = deltaOf([]);

/** A difference at the schema itself. */
export const here = (facet: Facet, shift: Shift, detail: string): Difference => ({ facet, path: [], detail, ...shift });

/** Compares an old schema with a new one. */
export type Compare = (old: TypeExpr, now: TypeExpr) => Delta;

/** What a comparison of two schemas of a kind finds. */
export interface Compared {
  readonly own: readonly Difference[];
  readonly parts?: readonly Part[];
}

/** A schema that refers to no other. */
export type Resolved = Exclude<TypeExpr, { kind: 'reference' }>;
