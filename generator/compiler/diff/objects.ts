import type { ObjectType, Property, TypeExpr } from '../schema/type-expr.js';
import { type Compare, type Compared, type Difference, here, narrower, type Part, type Shift, wider } from './delta.js';

/** What an object takes under a name that it does not declare: anything, nothing, or values of a type. */
type Others = 'anything' | 'nothing' | TypeExpr;

/** How the properties of two objects differ. */
export function compareObjects(old: ObjectType, now: ObjectType, compare: Compare): Required<Compared> {
  const [before, after] = [byName(old), byName(now)];
  const [othersBefore, othersAfter] = [othersOf(old), othersOf(now)];
  const own: Difference[] = [];
  const parts: Part[] = [];
  for (const [name, property] of before) {
    const successor = after.get(name);
    const path = [{ kind: 'property', name } as const];
    if (successor === undefined) {
      const shift = removal(property, othersAfter, compare);
      own.push({ facet: 'property-removed', path, detail: 'is gone', ...shift });
      continue;
    }
    parts.push({ path, delta: compare(property.type, successor.type) });
    if (property.required !== successor.required) {
      const [shift, detail] = successor.required
        ? [narrower, 'is required now']
        : [wider, 'was required, may be absent now'];
      own.push({ facet: 'required', path, detail, ...shift });
    }
  }
  for (const [name, { type, required }] of after) {
    if (before.has(name)) continue;
    const shift = addition(type, othersBefore, compare);
    const path = [{ kind: 'property', name } as const];
    own.push(
      required
        ? { facet: 'required-property-added', path, detail: 'is new, and required', ...shift, narrows: true }
        : { facet: 'property-added', path, detail: 'is new', ...shift },
    );
  }
  const others = compareOthers(othersBefore, othersAfter, compare);
  return { own: [...own, ...others.own], parts: [...parts, ...others.parts] };
}

function byName({ properties }: ObjectType): ReadonlyMap<string, Property> {
  return new Map(properties.map((property) => [property.name, property]));
}

function othersOf({ additional }: ObjectType): Others {
  if (additional === undefined || additional === true) return 'anything';
  return additional === false ? 'nothing' : additional;
}

/** What is sent under the name of a removed property is one of the others now. */
function removal({ type, required }: Property, others: Others, compare: Compare): Shift {
  if (others === 'nothing') return { narrows: true, widens: required };
  if (others === 'anything') return wider;
  const { narrows, widens } = compare(type, others);
  return { narrows, widens: widens || required };
}

/** What was sent under the name of an added property was one of the others. */
function addition(type: TypeExpr, others: Others, compare: Compare): Shift {
  if (others === 'nothing') return wider;
  if (others === 'anything') return narrower;
  const { narrows, widens } = compare(others, type);
  return { narrows, widens };
}

function compareOthers(old: Others, now: Others, compare: Compare): Required<Compared> {
  if (typeof old === 'object' && typeof now === 'object') {
    return { own: [], parts: [{ path: [{ kind: 'others' }], delta: compare(old, now) }] };
  }
  if (old === now) return { own: [], parts: [] };
  const shift = old === 'nothing' || now === 'anything' ? wider : narrower;
  return { own: [here('others', shift, `took ${worded(old)} under other names, takes ${worded(now)} now`)], parts: [] };
}

function worded(others: Others): string {
  return typeof others === 'string' ? others : 'values of one schema';
}
