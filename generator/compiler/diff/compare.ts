import type { Json } from '../../runtime/contract.js';
import { canonical } from '../../runtime/schema/equality.js';
import { createValidators, type Validate } from '../../runtime/schema/index.js';
import { resolved } from '../schema/follow.js';
import { listedValues } from '../schema/listed.js';
import { lower } from '../schema/lower.js';
import type { Notes, NumberType, TypeExpr } from '../schema/type-expr.js';
import { boundDifferences, changed, multipleDifferences, shown } from './bounds.js';
import {
  type Compare,
  type Compared,
  type Delta,
  type Difference,
  deltaOf,
  here,
  narrower,
  noDelta,
  other,
  type Resolved,
  type Shift,
  same,
  wider,
} from './delta.js';
import { compareObjects } from './objects.js';
import { compareUnions } from './unions.js';

type Types = ReadonlyMap<string, TypeExpr>;

/**
 * Creates the comparison of the schemas of two specs. What it says is safe: where a delta does not narrow, every value
 * that the old schema accepts is accepted by the new one, and where it does not widen, the other way round. Each pair is
 * compared once, however many refer to it.
 */
export function createCompare(old: Types, now: Types): Compare {
  const known = new Map<TypeExpr, Map<TypeExpr, Delta>>();
  const acceptedByOld = createAccepts(old);
  const acceptedByNew = createAccepts(now);

  const compare: Compare = (before, after) => {
    const found = known.get(before) ?? new Map<TypeExpr, Delta>();
    known.set(before, found);
    const delta = found.get(after) ?? compareAnew(before, after);
    found.set(after, delta);
    return delta;
  };

  const compareAnew = (before: TypeExpr, after: TypeExpr): Delta => {
    const notes = noteDifferences(before.notes, after.notes);
    if (before.kind === 'reference' && after.kind === 'reference') return compareReferences(before, after, notes);
    if (before.kind === 'reference' || after.kind === 'reference') {
      const [was, is] = [resolved(before, old), resolved(after, now)];
      // A checked spec has no other references.
      if (was === undefined || is === undefined) return noDelta;
      const delta = compare({ ...was, notes: notesOf(before, old) }, { ...is, notes: notesOf(after, now) });
      const name = before.kind === 'reference' ? before.name : after.kind === 'reference' ? after.name : '';
      const how = before.kind === 'reference' ? `'${name}' is written out here` : `refers to '${name}' now`;
      return deltaOf([here('name', same, how), ...delta.own], delta.parts);
    }
    const listed = listedDifferences(before, after);
    if (listed !== undefined) return deltaOf([...listed, ...notes]);
    const { own, parts } = compareKinds(before, after);
    return deltaOf([...own, ...notes], parts);
  };

  const compareReferences = (
    before: Extract<TypeExpr, { kind: 'reference' }>,
    after: Extract<TypeExpr, { kind: 'reference' }>,
    notes: readonly Difference[],
  ): Delta => {
    const [was, is] = [old.get(before.name), now.get(after.name)];
    if (was === undefined || is === undefined) return noDelta;
    const renamed = before.name === after.name ? [] : [here('name', same, `'${before.name}' is '${after.name}' now`)];
    return deltaOf([...renamed, ...notes], [{ path: [], delta: compare(was, is), named: after.name }]);
  };

  /** Undefined where neither lists its values: the rest decides then. */
  const listedDifferences = (before: Resolved, after: Resolved): Difference[] | undefined => {
    const [was, is] = [listedValues(before), listedValues(after)];
    if (was === undefined && is === undefined) return undefined;
    const gone = (was ?? []).filter((value) => (is ? !includes(is, value) : !acceptedByNew(after, value)));
    const added = (is ?? []).filter((value) => (was ? !includes(was, value) : !acceptedByOld(before, value)));
    const shift: Shift = {
      narrows: was === undefined || gone.length > 0,
      widens: is === undefined || added.length > 0,
    };
    if (!shift.narrows && !shift.widens) {
      return written(before) === written(after) ? [] : [here('text', same, 'lists the same values in another way')];
    }
    if (was === undefined) return [here('values', shift, `only ${listing(is ?? [])} now`)];
    if (is === undefined) return [here('values', shift, `any value now, not only ${listing(was)}`)];
    const parts = [gone.length > 0 && `${listing(gone)} is gone`, added.length > 0 && `${listing(added)} is new`];
    return [here('values', shift, parts.filter((part) => part !== false).join('; '))];
  };

  const compareKinds = (before: Resolved, after: Resolved): Compared => {
    if (before.kind === 'union' || after.kind === 'union') return compareUnions(before, after, { old, now, compare });
    if (before.kind === 'literal' || after.kind === 'literal') return { own: [] };
    const own = nullDifferences(before.nullable, after.nullable);
    if (before.kind === 'object' && after.kind === 'object') {
      const objects = compareObjects(before, after, compare);
      return { own: [...own, ...boundDifferences(before, after), ...objects.own], parts: objects.parts };
    }
    if (before.kind === 'array' && after.kind === 'array') {
      const parts = [{ path: [{ kind: 'items' } as const], delta: compare(before.items, after.items) }];
      const unique = uniqueDifferences(before.uniqueItems === true, after.uniqueItems === true);
      return { own: [...own, ...boundDifferences(before, after), ...unique], parts };
    }
    if (before.kind === 'string' && after.kind === 'string') {
      const texts = (['pattern', 'format'] as const).flatMap((key) => textDifferences(key, before[key], after[key]));
      return { own: [...own, ...boundDifferences(before, after), ...texts] };
    }
    if (isNumber(before) && isNumber(after)) {
      const kinds = kindDifferences(before.kind, after.kind);
      const multiples = multipleDifferences(before.multipleOf, after.multipleOf);
      return { own: [...own, ...kinds, ...boundDifferences(before, after), ...multiples] };
    }
    if (before.kind === after.kind) return { own };
    return { own: [here('type', other, changed('type', before.kind, after.kind))] };
  };
  return compare;
}

function isNumber(type: Resolved): type is NumberType {
  return type.kind === 'number' || type.kind === 'integer';
}

/** Whether a schema of these types accepts a value. */
function createAccepts(types: Types): (type: TypeExpr, value: Json) => boolean {
  const lowering = { dialect: 'runtime', types } as const;
  const built = new Map<TypeExpr, Validate>();
  let validators: ReturnType<typeof createValidators> | undefined;
  return (type, value) => {
    validators ??= createValidators(
      Object.fromEntries([...types].map(([name, each]) => [name, lower(each, lowering)])),
    );
    const validate = built.get(type) ?? validators.validator(lower(type, lowering));
    built.set(type, validate);
    return validate(value).length === 0;
  };
}

function includes(values: readonly Json[], value: Json): boolean {
  const wanted = canonical(value);
  return values.some((each) => canonical(each) === wanted);
}

/** A schema without its notes, as text. */
function written(type: Resolved): string {
  return JSON.stringify({ ...type, notes: undefined });
}

const mostListed = 4;

function listing(values: readonly Json[]): string {
  const rest = values.length - mostListed;
  return values.slice(0, mostListed).map(shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function nullDifferences(old: boolean, now: boolean): Difference[] {
  if (old === now) return [];
  return [now ? here('null', wider, 'null is accepted now') : here('null', narrower, 'null is refused now')];
}

function uniqueDifferences(old: boolean, now: boolean): Difference[] {
  return old === now ? [] : [here('bound', now ? narrower : wider, changed('uniqueItems', old, now))];
}

function kindDifferences(old: 'number' | 'integer', now: 'number' | 'integer'): Difference[] {
  return old === now ? [] : [here('type', now === 'integer' ? narrower : wider, changed('type', old, now))];
}

function textDifferences(facet: 'pattern' | 'format', old: string | undefined, now: string | undefined): Difference[] {
  if (old === now) return [];
  const shift = old === undefined ? narrower : now === undefined ? wider : other;
  return [here(facet, shift, changed(facet, old, now))];
}

const wordKeys = ['title', 'description', 'examples', 'deprecated'] as const;

function noteDifferences(old: Notes, now: Notes): Difference[] {
  const words = wordKeys.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
  return [
    ...words.map((key) => here('text', same, `${key} changed`)),
    ...(old.default !== undefined && now.default !== undefined && canonical(old.default) === canonical(now.default)
      ? []
      : defaultDifferences(old.default, now.default)),
  ];
}

function defaultDifferences(old: Json | undefined, now: Json | undefined): Difference[] {
  if (old === undefined && now === undefined) return [];
  return [here(old === undefined ? 'default-added' : 'default', same, changed('default', old, now))];
}

/** The notes of a schema with those of what it refers to, the nearest first. */
function notesOf(type: TypeExpr, types: Types): Notes {
  let notes: Notes = {};
  let found: TypeExpr | undefined = type;
  for (let steps = 0; found !== undefined && steps <= types.size; steps++) {
    notes = { ...found.notes, ...notes };
    found = found.kind === 'reference' ? types.get(found.name) : undefined;
  }
  return notes;
}
