import type { TypeExpr } from './type-expr.js';

/** How large a schema is once its references are written out. */
export interface Size {
  readonly schemas: number;
  readonly levels: number;
}

/** The schemas directly inside a schema. */
export function partsOf(type: TypeExpr): readonly TypeExpr[] {
  switch (type.kind) {
    case 'array':
      return [type.items];
    case 'object': {
      const properties = type.properties.map((property) => property.type);
      return typeof type.additional === 'object' ? [...properties, type.additional] : properties;
    }
    case 'union':
      return type.members;
    default:
      return [];
  }
}

/** Measures types; `sizes` holds those of the named schemas, an absent one counting as endless. */
export function measure(type: TypeExpr, sizes: ReadonlyMap<string, Size>): Size {
  if (type.kind === 'reference')
    return sizes.get(type.name) ?? { schemas: Number.POSITIVE_INFINITY, levels: Number.POSITIVE_INFINITY };
  let schemas = 1;
  let levels = 0;
  for (const part of partsOf(type)) {
    const size = measure(part, sizes);
    schemas += size.schemas;
    levels = Math.max(levels, size.levels);
  }
  return { schemas, levels: levels + 1 };
}

/** Sizes of the named schemas, smallest first; members of a circle stay absent. */
export function measureNamed(types: ReadonlyMap<string, TypeExpr>): ReadonlyMap<string, Size> {
  const sizes = new Map<string, Size>();
  const waiting = new Map<string, Set<string>>();
  const users = new Map<string, string[]>();
  const ready: string[] = [];
  for (const [name, type] of types) {
    const needs = new Set(referencesOf(type));
    waiting.set(name, needs);
    for (const need of needs) users.set(need, [...(users.get(need) ?? []), name]);
    if (needs.size === 0) ready.push(name);
  }
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    const type = types.get(name);
    if (type !== undefined) sizes.set(name, measureOne(type, sizes));
    for (const user of users.get(name) ?? []) {
      const needs = waiting.get(user);
      if (needs?.delete(name) && needs.size === 0) ready.push(user);
    }
  }
  return sizes;
}

/** A schema that is but another name for the next is a level of its own: whoever follows names has to end too. */
function measureOne(type: TypeExpr, sizes: ReadonlyMap<string, Size>): Size {
  const { schemas, levels } = measure(type, sizes);
  return { schemas, levels: type.kind === 'reference' ? levels + 1 : levels };
}

/** The largest schema that is written out: some hundred times what a model would read. */
export const mostSize: Size = { schemas: 5000, levels: 64 };

/** In what way a size is too large, if it is. An endless one is part of a circle, which is reported as such. */
export function excessOf(size: Size): keyof Size | undefined {
  return (['schemas', 'levels'] as const).find(
    (what) => size[what] > mostSize[what] && size[what] !== Number.POSITIVE_INFINITY,
  );
}

/** The named schemas that are too large, without those that are so only by what they refer to. */
export function tooLarge(types: ReadonlyMap<string, TypeExpr>, sizes: ReadonlyMap<string, Size>) {
  const excess = (name: string) => excessOf(sizes.get(name) ?? { schemas: 0, levels: 0 });
  return [...types].flatMap(([name, type]) => {
    const what = excess(name);
    return what === undefined || referencesOf(type).some(excess) ? [] : [{ name, what }];
  });
}

function referencesOf(type: TypeExpr): string[] {
  return type.kind === 'reference' ? [type.name] : partsOf(type).flatMap(referencesOf);
}
