import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { CommandError } from '../exit.js';
import type { BundleFiles } from './archive.js';
import { importsOf, packageNameOf } from './imports.js';
import { readManifest } from './manifest.js';

/** diglot's modules that a server loads, and the packages those import. */
export interface OwnFiles {
  readonly files: BundleFiles;
  readonly packages: readonly string[];
}

/** Follows the imports of diglot from its entries: the compiler, with all it needs, stays behind. */
export function ownFiles(folder: string, specifiers: readonly string[]): OwnFiles {
  const { exports } = readManifest(folder);
  const files: Record<string, Uint8Array> = {};
  for (const name of ['package.json', 'LICENSE', 'dist/LICENSES.txt']) {
    if (existsSync(join(folder, name))) files[name] = readFileSync(join(folder, name));
  }
  const packages = new Set<string>();
  const queue = specifiers.map((specifier) => targetOf(exports, specifier.replace(/^diglot/, '.')));
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (Object.hasOwn(files, path)) continue;
    const content = readModule(folder, path);
    files[path] = content;
    for (const specifier of importsOf(path, content)) {
      const name = packageNameOf(specifier);
      if (name !== undefined) packages.add(name);
      else if (specifier.startsWith('.')) queue.push(posix.join(posix.dirname(path), specifier));
    }
  }
  return { files, packages: [...packages].toSorted() };
}

/** The target for plain Node, whatever this process was told to resolve. */
function targetOf(exports: Readonly<Record<string, unknown>>, entry: string): string {
  const found = exports[entry];
  if (typeof found === 'object' && found !== null && 'default' in found) return posix.normalize(String(found.default));
  throw new CommandError(`diglot has no ${entry}. Run: npm install`);
}

function readModule(folder: string, path: string): Uint8Array {
  try {
    return readFileSync(join(folder, path));
  } catch {
    throw new CommandError(`diglot has no ${path}: it is not built. Run: npm install`);
  }
}
