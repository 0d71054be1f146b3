import type { TypeExpr } from '../../schema/type-expr.js';
import { entryOf, type YamlEntry, type YamlMap } from '../../source/source.js';

/** The properties of an object schema as written. */
export function propertyNodes(node: YamlMap): readonly YamlEntry[] {
  const properties = entryOf(node, 'properties')?.value;
  return properties?.kind === 'map' ? properties.entries : [];
}

/** What a schema refers to in the end; undefined where that is broken. */
export function resolved(type: TypeExpr, types: ReadonlyMap<string, TypeExpr>): TypeExpr | undefined {
  let found: TypeExpr | undefined = type;
  for (let steps = 0; found?.kind === 'reference' && steps < types.size + 1; steps++) found = types.get(found.name);
  return found?.kind === 'reference' ? undefined : found;
}

/** A schema's own description, or that of what it refers to. */
export function descriptionOf(type: TypeExpr, types: ReadonlyMap<string, TypeExpr>): string | undefined {
  return type.notes.description ?? (type.kind === 'reference' ? resolved(type, types)?.notes.description : undefined);
}

/** Whether a value is filled in where it is absent: by the schema's own default, or by that of what it refers to. */
export function hasDefault(type: TypeExpr, types: ReadonlyMap<string, TypeExpr>): boolean {
  let found: TypeExpr | undefined = type;
  for (
    let steps = 0;
    found?.notes.default === undefined && found?.kind === 'reference' && steps <= types.size;
    steps++
  ) {
    found = types.get(found.name);
  }
  return found?.notes.default !== undefined;
}
