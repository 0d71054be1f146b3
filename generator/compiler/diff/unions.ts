import type { Json } from '../../runtime/contract.js';
import { canonical } from '../../runtime/schema/equality.js';
import { resolved } from '../schema/follow.js';
import { listedValues } from '../schema/listed.js';
import type { TypeExpr } from '../schema/type-expr.js';
import { type Compare, type Compared, here, other, type Part, type Resolved, type Shift, same } from './delta.js';

type Types = ReadonlyMap<string, TypeExpr>;

/** What alternatives are compared with. */
export interface Around {
  readonly old: Types;
  readonly now: Types;
  readonly compare: Compare;
}

/**
 * How alternatives differ, where a schema without any counts as the only one. Alternatives that changed within are told
 * apart from those that came or went. Those of oneOf that a value may fit two of refuse it, so that any change counts both
 * ways.
 */
export function compareUnions(before: Resolved, after: Resolved, { old, now, compare }: Around): Compared {
  const [was, is] = [alternativesOf(before), alternativesOf(after)];
  const gone = was.filter((each) => !is.some((candidate) => !compare(each, candidate).narrows));
  const added = is.filter((each) => !was.some((candidate) => !compare(candidate, each).widens));
  const isSettled = gone.length === 0 && added.length === 0;
  const parts = pairwise(was, is, { compare, mode: modeOf(after) ?? modeOf(before) ?? 'anyOf' });
  const isRewritten = modeOf(before) !== modeOf(after);
  if (!isSum(before, old) || !isSum(after, now)) {
    const isKept = !isRewritten && parts !== undefined && !parts.some(({ delta }) => moves(delta));
    return isKept ? { own: [], parts } : { own: [here('alternative', other, overlapping)] };
  }
  if (parts !== undefined && !(isSettled && parts.some(({ delta }) => moves(delta)))) {
    return { own: isRewritten ? [here('text', same, 'alternatives are written otherwise')] : [], parts };
  }
  if (isSettled) return { own: [here('text', same, 'alternatives are written otherwise')] };
  const count = `${was.length} alternatives before, ${is.length} now`;
  return { own: [here('alternative', { narrows: gone.length > 0, widens: added.length > 0 }, count)] };
}

const overlapping = 'the alternatives changed, and a value may fit several';

const moves = ({ narrows, widens }: Shift) => narrows || widens;
const modeOf = (type: Resolved) => (type.kind === 'union' ? type.mode : undefined);
const alternativesOf = (type: Resolved): readonly TypeExpr[] => (type.kind === 'union' ? type.members : [type]);

/** The parts of alternatives that can be told to be the same ones, maybe changed within; undefined where they can't. */
function pairwise(
  was: readonly TypeExpr[],
  is: readonly TypeExpr[],
  { compare, mode }: { readonly compare: Compare; readonly mode: 'oneOf' | 'anyOf' },
): readonly Part[] | undefined {
  if (was.length !== is.length) return undefined;
  const parts = was.flatMap((each, index): Part[] => {
    const candidate = is[index];
    if (candidate === undefined) return [];
    return [{ path: [{ kind: 'alternative', mode, index }], delta: compare(each, candidate) }];
  });
  const isAnother = ({ delta }: Part) => delta.own.some(({ facet }) => facet === 'type' || facet === 'alternative');
  return parts.some(isAnother) ? undefined : parts;
}

/** Whether what a union accepts is all that its members accept: it is anyOf, or no value fits two of them. */
function isSum(type: Resolved, types: Types): boolean {
  if (type.kind !== 'union' || type.mode === 'anyOf') return true;
  return type.members.every((one, index) =>
    type.members.slice(index + 1).every((another) => isDisjoint(one, another, types)),
  );
}

/** Whether it is plain to see that no value fits both. */
function isDisjoint(left: TypeExpr, right: TypeExpr, types: Types): boolean {
  const [one, another] = [resolved(left, types), resolved(right, types)];
  if (one === undefined || another === undefined) return false;
  const [listed, alsoListed] = [listedValues(one), listedValues(another)];
  if (listed !== undefined && alsoListed !== undefined) return shareNone(listed, alsoListed);
  const [kinds, otherKinds] = [kindsOf(one), kindsOf(another)];
  if (kinds.length > 0 && otherKinds.length > 0 && !kinds.some((kind) => otherKinds.includes(kind))) return true;
  if (one.kind !== 'object' || another.kind !== 'object' || (one.nullable && another.nullable)) return false;
  return one.properties.some((property) => {
    const twin = another.properties.find(({ name }) => name === property.name);
    if (twin === undefined || !(property.required || twin.required)) return false;
    return isDisjoint(property.type, twin.type, types);
  });
}

function shareNone(left: readonly Json[], right: readonly Json[]): boolean {
  const texts = new Set(left.map(canonical));
  return !right.some((value) => texts.has(canonical(value)));
}

/** The JSON types of what a schema accepts; empty where that takes more than a look. */
function kindsOf(type: Resolved): readonly string[] {
  const listed = listedValues(type);
  if (listed !== undefined) return listed.map(kindOf);
  if (type.kind === 'union' || type.kind === 'literal') return [];
  const kind = type.kind === 'integer' ? 'number' : type.kind;
  return type.nullable ? [kind, 'null'] : [kind];
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
