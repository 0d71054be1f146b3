import { hasDefault, resolved } from '../../schema/follow.js';
import { partsOf } from '../../schema/measure.js';
import type { TypeExpr } from '../../schema/type-expr.js';

type Types = ReadonlyMap<string, TypeExpr>;

/**
 * Whether filling defaults in can add a property somewhere in a value of this type, so that what a caller sends and
 * what a handler receives have different types.
 */
export type Fills = (type: TypeExpr) => boolean;

/** Each type is looked at once. For types whose size was checked: the inputs of tools, and what they refer to. */
export function createFills(types: Types): Fills {
  const known = new Map<TypeExpr, boolean>();

  function fills(written: TypeExpr): boolean {
    const type = resolved(written, types);
    if (type === undefined) return false;
    const answer = known.get(type) ?? (addsProperty(type, types) || partsOf(type).some(fills));
    known.set(type, answer);
    return answer;
  }

  return fills;
}

function addsProperty(type: TypeExpr, types: Types): boolean {
  return (
    type.kind === 'object' && type.properties.some((property) => !property.required && hasDefault(property.type, types))
  );
}

/**
 * The last name of a chain of schemas that are but names for the next. The library follows references one in the other,
 * which ends the process where a chain is long, so it gets none.
 */
export function createEnds(types: Types): (name: string) => string {
  const ends = new Map<string, string>();
  return (name) => {
    const path: string[] = [];
    let end = name;
    for (;;) {
      const known = ends.get(end);
      const type = types.get(end);
      if (known === undefined && type?.kind === 'reference') {
        path.push(end);
        end = type.name;
      } else {
        for (const each of path) ends.set(each, known ?? end);
        return known ?? end;
      }
    }
  };
}
