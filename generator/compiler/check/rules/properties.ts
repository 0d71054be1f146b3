import { resolved } from '../../schema/follow.js';
import type { TypeExpr } from '../../schema/type-expr.js';
import { entryOf, type YamlEntry, type YamlMap } from '../../source/source.js';

/** The properties of an object schema as written. */
export function propertyNodes(node: YamlMap): readonly YamlEntry[] {
  const properties = entryOf(node, 'properties')?.value;
  return properties?.kind === 'map' ? properties.entries : [];
}

/** A schema's own description, or that of what it refers to. */
export function descriptionOf(type: TypeExpr, types: ReadonlyMap<string, TypeExpr>): string | undefined {
  return type.notes.description ?? (type.kind === 'reference' ? resolved(type, types)?.notes.description : undefined);
}
