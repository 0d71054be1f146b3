import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Path to text of every file below a folder, those of node_modules left out. */
export type Tree = ReadonlyMap<string, string>;

export function readTree(root: string): Tree {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  const own = paths.filter((path) => !path.startsWith('node_modules/')).toSorted();
  return new Map(own.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** Makes the folder hold exactly these files, besides node_modules. */
export function writeTree(root: string, tree: Tree): void {
  for (const entry of readdirSync(root)) {
    if (entry !== 'node_modules') rmSync(join(root, entry), { recursive: true, force: true });
  }
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

export function isSameTree(one: Tree, other: Tree): boolean {
  return one.size === other.size && [...one].every(([path, text]) => other.get(path) === text);
}

/** The first difference between two trees, in words. */
export function differenceOf(one: Tree, other: Tree): string {
  for (const path of new Set([...one.keys(), ...other.keys()])) {
    if (one.get(path) !== other.get(path))
      return `${path}: ${one.get(path)?.length} and ${other.get(path)?.length} characters`;
  }
  return 'none';
}
