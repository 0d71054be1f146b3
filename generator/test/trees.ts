import type { Json } from '../runtime/contract.js';

/** Where a value lies in a JSON tree: the keys and indexes that lead to it. */
export type Path = readonly (string | number)[];

/** The paths of all values, the root's first. */
export function pathsOf(tree: Json, at: Path = []): Path[] {
  return [at, ...entriesOf(tree).flatMap(([key, value]) => pathsOf(value, [...at, key]))];
}

/** The value at a path. */
export function valueAt(tree: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, step) => entriesOf(value ?? null).find(([key]) => key === step)?.[1],
    tree,
  );
}

/** What becomes of a map or list, as its entries. */
export type Edit = (entries: readonly Entry[]) => readonly Entry[];
type Entry = readonly [key: string | number, value: Json];

/** The tree with the entries of the map or list at `path` edited. Key order stays. */
export function edited(tree: Json, path: Path, edit: Edit): Json {
  const [step, ...rest] = path;
  if (step === undefined) return isTree(tree) ? assembled(tree, edit(entriesOf(tree))) : tree;
  if (!isTree(tree)) return tree;
  const entries = entriesOf(tree);
  return assembled(
    tree,
    entries.map(([key, value]): Entry => [key, key === step ? edited(value, rest, edit) : value]),
  );
}

export function isTree(value: Json | undefined): value is Exclude<Json, string | number | boolean | null> {
  return typeof value === 'object' && value !== null;
}

export function entriesOf(value: Json): readonly Entry[] {
  if (Array.isArray(value)) return [...value.entries()];
  return isTree(value) ? Object.entries(value) : [];
}

/** Also a key `__proto__` becomes an ordinary one. */
function assembled(like: Json, entries: readonly Entry[]): Json {
  return Array.isArray(like) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
