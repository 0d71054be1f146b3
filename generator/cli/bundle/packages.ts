import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '../exit.js';
import type { BundleFiles } from './archive.js';
import { importsOf, packageNameOf } from './imports.js';
import { type Manifest, readManifest } from './manifest.js';
import { ownFiles } from './own-files.js';
import { place } from './placement.js';

/** What code may load, and licences, which ask to travel with it. Types, maps, pages and all that starts with a dot stay. */
const shipped = /^(?!\.).*\.(?:js|cjs|mjs|json|node|wasm)$|^(?:licen[cs]e|notice|copying)[^/]*$/i;
const left = new Set([
  'node_modules',
  'test',
  'tests',
  '__tests__',
  'example',
  'examples',
  'bench',
  'benchmark',
  'benchmarks',
]);
const tests = /^test\.[cm]?js$|\.test\.[cm]?js$/;

/** A package that something in the bundle needs. */
interface Wanted {
  readonly name: string;
  /** Where the one that needs it is on disk, and in the bundle. */
  readonly from: string;
  readonly inside: string;
  readonly by: string;
  readonly optional: boolean;
}

/**
 * The packages that the compiled `server` imports, with their own dependencies, as node_modules in the bundle. Of diglot
 * only the modules that a server loads. Throws CommandError for what is not among the project's production dependencies.
 */
export function packagesOf(folder: string, server: BundleFiles): BundleFiles {
  const project = readManifest(folder);
  const files: Record<string, Uint8Array> = {};
  /** Path in the bundle to path on disk. */
  const placed = new Map<string, string>();
  const queue: Wanted[] = importedBy(server, project).map(({ name, by }) => ({
    name,
    by,
    from: folder,
    inside: 'server',
    optional: false,
  }));
  const entries = specifiersOf(server, 'diglot');
  for (let wanted = queue.shift(); wanted !== undefined; wanted = queue.shift()) {
    const real = find(wanted);
    if (real === undefined) continue;
    const inside = place(placed, { ...wanted, real });
    if (inside === undefined) continue;
    const manifest = readManifest(real);
    if (wanted.name === 'diglot') {
      const own = ownFiles(real, entries);
      add(files, inside, own.files);
      // An optional peer comes along where the project has it.
      const names = own.packages.filter(
        (name) => Object.hasOwn(manifest.dependencies, name) || Object.hasOwn(project.dependencies, name),
      );
      queue.push(...names.map((name) => ({ name, from: real, inside, by: 'diglot', optional: false })));
    } else {
      add(files, inside, filesOf(real));
      queue.push(...needsOf(manifest).map((need) => ({ ...need, from: real, inside, by: wanted.name })));
    }
  }
  return files;
}

function add(files: Record<string, Uint8Array>, inside: string, more: BundleFiles): void {
  for (const [path, content] of Object.entries(more)) files[`${inside}/${path}`] = content;
}

function importedBy(server: BundleFiles, { dependencies }: Manifest): readonly { name: string; by: string }[] {
  const found = new Map<string, string>();
  for (const [path, content] of Object.entries(server)) {
    for (const specifier of importsOf(path, content)) {
      const name = packageNameOf(specifier);
      if (name === undefined || found.has(name)) continue;
      const by = path.slice('server/'.length);
      if (!Object.hasOwn(dependencies, name)) {
        throw new CommandError(
          `${by} imports ${name}, which is not among the dependencies of package.json. Run: npm install ${name}`,
        );
      }
      found.set(name, by);
    }
  }
  return [...found].map(([name, by]) => ({ name, by })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function specifiersOf(server: BundleFiles, name: string): readonly string[] {
  const all = Object.entries(server).flatMap(([path, content]) => importsOf(path, content));
  return [...new Set(all)].filter((specifier) => packageNameOf(specifier) === name).toSorted();
}

function needsOf({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: Manifest) {
  const optional = (name: string) =>
    Object.hasOwn(optionalDependencies, name) || peerDependenciesMeta[name]?.optional === true;
  const names = new Set([dependencies, optionalDependencies, peerDependencies].flatMap((list) => Object.keys(list)));
  // An optional peer is the project's to bring.
  for (const name of Object.keys(peerDependencies))
    if (optional(name) && !Object.hasOwn(dependencies, name)) names.delete(name);
  return [...names]
    .filter((name) => !name.startsWith('@types/'))
    .toSorted()
    .map((name) => ({ name, optional: optional(name) }));
}

/** As Node looks for it: in the node_modules of each folder upward. */
function find({ name, from, by, optional }: Wanted): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return realpathSync(found);
    if (at !== dirname(at)) continue;
    if (optional) return undefined;
    throw new CommandError(`${name}, which ${by} needs, is not installed. Run: npm install`);
  }
}

function filesOf(folder: string, prefix = ''): BundleFiles {
  const files: Record<string, Uint8Array> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const { name } = entry;
    const path = `${prefix}${name}`;
    if (entry.isDirectory() && !left.has(name) && !name.startsWith('.')) {
      Object.assign(files, filesOf(join(folder, name), `${path}/`));
    } else if (entry.isFile() && shipped.test(name) && !tests.test(name))
      files[path] = readFileSync(join(folder, name));
  }
  return files;
}
