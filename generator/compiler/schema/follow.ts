import { partsOf } from './measure.js';
import type { ReferenceType, TypeExpr } from './type-expr.js';

type Types = ReadonlyMap<string, TypeExpr>;

/** What a schema refers to in the end; undefined where that is broken, or a circle. */
export function resolved(type: TypeExpr, types: Types): Exclude<TypeExpr, ReferenceType> | undefined {
  let found: TypeExpr | undefined = type;
  for (let steps = 0; found?.kind === 'reference' && steps <= types.size; steps++) found = types.get(found.name);
  return found?.kind === 'reference' ? undefined : found;
}

/** Whether a value is filled in where it is absent: by the schema's own default, or by that of what it refers to. */
export function hasDefault(type: TypeExpr, types: Types): boolean {
  let found: TypeExpr | undefined = type;
  let steps = 0;
  while (found?.notes.default === undefined && found?.kind === 'reference' && steps++ <= types.size) {
    found = types.get(found.name);
  }
  return found?.notes.default !== undefined;
}

/** The names that these types refer to, by way of each other too. */
export function namesWithin(roots: readonly TypeExpr[], types: Types): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting = [...roots];
  for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
    waiting.push(...partsOf(type));
    if (type.kind !== 'reference' || names.has(type.name)) continue;
    names.add(type.name);
    const target = types.get(type.name);
    if (target !== undefined) waiting.push(target);
  }
  return names;
}
