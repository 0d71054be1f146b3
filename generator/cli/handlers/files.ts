import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Tool } from '../../compiler/model.js';

/** Where orphans go: tsc, tsx and vitest leave folders alone that begin with a dot. */
export const orphanage = 'handlers/.orphans';

/** Path of the handler of a tool. */
export function handlerPath(tool: string): string {
  return `handlers/${tool}.ts`;
}

/** The tools that have a handler file, or had one: by tool, its text. `app.ts`, tests and subfolders are no handlers. */
export function readHandlers(root: string): ReadonlyMap<string, string> {
  const folder = join(root, 'handlers');
  if (!isFolder(folder)) return new Map();
  const tools = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map(({ name }) => /^([a-z]\w*)\.ts$/.exec(name)?.[1])
    .filter((tool) => tool !== undefined && tool !== 'app')
    .toSorted();
  return new Map(tools.map((tool = '') => [tool, readFileSync(join(root, handlerPath(tool)), 'utf8')]));
}

/** A file in its place is for the writer to refuse. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Every TypeScript file under handlers/ with its text, those in folders of the developer's own included. */
export function readHandlerFolder(root: string): ReadonlyMap<string, string> {
  const folder = join(root, 'handlers');
  const names = isFolder(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const paths = names
    .map((name) => `handlers/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.ts$/.test(path) && !/\/(\.|node_modules\/)/.test(path))
    .toSorted();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** Whether a handler is still the stub: all its code is to say that it is not implemented. */
export function isUnfilled(text: string): boolean {
  return /=>\s*\{\s*(\/\/[^\n]*\s*)*throw ctx\.notImplemented\(\);\s*\};\s*$/.test(text);
}

/** A path under the folder of orphans that nothing has yet. */
export function orphanPath(root: string, tool: string): string {
  for (let count = 1; ; count++) {
    const path = `${orphanage}/${tool}${count === 1 ? '' : `-${count}`}.ts`;
    if (!existsSync(join(root, path))) return path;
  }
}

/** A handler file that goes by another name from now on. */
export interface Renaming {
  readonly tool: string;
  readonly from: string;
}

/** The tools whose former handler is there, and whose own is not. Of two with the same former name the first has it. */
export function renamings(tools: readonly Tool[], handlers: ReadonlyMap<string, string>): readonly Renaming[] {
  const taken = new Set(tools.map(({ name }) => name));
  return tools.flatMap(({ name, renamedFrom: from }) => {
    if (from === undefined || taken.has(from) || !handlers.has(from) || handlers.has(name)) return [];
    taken.add(from);
    return [{ tool: name, from }];
  });
}
