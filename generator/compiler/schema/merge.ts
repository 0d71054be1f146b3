import type { SchemaScope } from './scope.js';
import type { Notes, ObjectType, Property, TypeExpr } from './type-expr.js';

const longestChain = 32;

/**
 * Merges the members of an allOf into one object type. Its notes are the members', the first one's of each kind.
 * Returns undefined where a member could not be read (reported already), or a text that says why they don't merge.
 */
export function mergeAll(members: readonly TypeExpr[], scope: SchemaScope): ObjectType | string | undefined {
  const objects: ObjectType[] = [];
  for (const member of members) {
    const target = dereference(member, scope);
    if (target === undefined) return undefined;
    if (target.kind !== 'object') return 'only objects do';
    if (target.nullable || target.values || target.constant || counts(target)) {
      return 'a member that is nullable, lists its values or counts its properties does not';
    }
    if (target.additional !== undefined && target.additional !== true)
      return 'a closed member refuses the properties of the others';
    objects.push(target);
  }
  const merged = mergeProperties(objects.flatMap((object) => object.properties));
  return typeof merged === 'string' ? merged : { ...merged, notes: mergeNotes(objects) };
}

function counts({ minProperties = 0, maxProperties }: ObjectType): boolean {
  return minProperties > 0 || maxProperties !== undefined;
}

/** Of each note the first one found, in the order of the members. */
function mergeNotes(objects: readonly ObjectType[]): Notes {
  return Object.assign({}, ...objects.map(({ notes }) => notes).reverse());
}

function mergeProperties(all: readonly Property[]): ObjectType | string {
  const properties = new Map<string, Property>();
  for (const property of all) {
    const earlier = properties.get(property.name);
    if (earlier !== undefined && JSON.stringify(earlier.type) !== JSON.stringify(property.type)) {
      return `'${property.name}' is described twice`;
    }
    properties.set(property.name, { ...property, required: property.required || earlier?.required === true });
  }
  return { kind: 'object', nullable: false, properties: [...properties.values()], notes: {} };
}

function dereference(type: TypeExpr, scope: SchemaScope): TypeExpr | undefined {
  let found: TypeExpr | undefined = type;
  for (let steps = 0; found?.kind === 'reference' && steps < longestChain; steps++) found = scope.resolve(found.name);
  return found;
}
