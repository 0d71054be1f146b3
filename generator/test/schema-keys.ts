import type { Json } from '../runtime/contract.js';
import { entriesOf, isTree, type Path } from './trees.js';

/** The keys that a JSON Schema declares, and which of them a value's path leads to. */
export interface SchemaKeys {
  /** Every key, by its place in the schema; its schema is the value. */
  readonly all: ReadonlyMap<string, Json>;
  /** The keywords that the schema is made of. */
  readonly keywords: readonly string[];
  /** The places of the keys that `path` ends at in `tree`. */
  reached(tree: Json, path: Path): readonly string[];
  /** The schemas that hold for the value at `path`. */
  schemasAt(tree: Json, path: Path): readonly Json[];
}

/** Whether `tree` meets the condition of an `if`. */
type Holds = (condition: Json, tree: Json) => boolean;

interface Place {
  readonly pointer: string;
  readonly schema: Json;
}

const branches = ['then', 'else', 'additionalProperties', 'items'];

export function schemaKeys(root: Json, holds: Holds): SchemaKeys {
  const all = new Map<string, Json>();
  const keywords = new Set<string>();
  const visit = (place: Place): void => {
    for (const [keyword] of entriesOf(place.schema)) keywords.add(String(keyword));
    for (const [key, schema] of entriesOf(member(place.schema, 'properties'))) {
      const found = { pointer: `${place.pointer}/properties/${key}`, schema };
      all.set(found.pointer, schema);
      visit(found);
    }
    for (const key of branches) visitIfTree(below(place, key));
    for (const key of ['allOf', 'anyOf', '$defs']) for (const found of parts(place, key)) visitIfTree(found);
  };
  const visitIfTree = (place: Place): void => (isTree(place.schema) ? visit(place) : undefined);
  visit({ pointer: '#', schema: root });

  /** The place and all that holds beside it for `tree`. */
  const together = (place: Place, tree: Json): Place[] => {
    const { schema } = place;
    const ref = member(schema, '$ref');
    const condition = member(schema, 'if');
    const branch = isTree(condition) ? [below(place, holds(condition, tree) ? 'then' : 'else')] : [];
    const referred = typeof ref === 'string' ? [at(root, ref)] : [];
    const others = [...referred, ...branch, ...parts(place, 'allOf'), ...parts(place, 'anyOf')];
    return [place, ...others.filter((other) => isTree(other.schema)).flatMap((other) => together(other, tree))];
  };

  const walk = (tree: Json, path: Path) => {
    let here = together({ pointer: '#', schema: root }, tree);
    let value = tree;
    let keys: Place[] = [];
    for (const step of path) {
      value = member(value, step);
      const declared = here.flatMap((place) =>
        parts(place, 'properties').filter(({ pointer }) => pointer.endsWith(`/properties/${step}`)),
      );
      if (typeof step === 'string') keys = declared;
      const inner = here.flatMap((place) => [below(place, 'additionalProperties'), below(place, 'items')]);
      here = (declared.length > 0 ? declared : inner).flatMap((place) => together(place, value));
    }
    return { here, keys };
  };

  return {
    all,
    keywords: [...keywords],
    reached: (tree, path) => walk(tree, path).keys.map(({ pointer }) => pointer),
    schemasAt: (tree, path) => walk(tree, path).here.map(({ schema }) => schema),
  };
}

function member(value: Json, key: string | number): Json {
  return entriesOf(value).find(([own]) => own === key)?.[1] ?? null;
}

function below({ pointer, schema }: Place, key: string): Place {
  return { pointer: `${pointer}/${key}`, schema: member(schema, key) };
}

function parts(place: Place, key: string): Place[] {
  const inner = below(place, key);
  return entriesOf(inner.schema).map(([own, schema]) => ({ pointer: `${inner.pointer}/${own}`, schema }));
}

function at(root: Json, reference: string): Place {
  const steps = reference.split('/').slice(1);
  return { pointer: reference, schema: steps.reduce<Json>((schema, step) => member(schema, step), root) };
}
