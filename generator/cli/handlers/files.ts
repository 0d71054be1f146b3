import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Tool } from '../../compiler/model.js';

/** Where orphans go: tsc, tsx and vitest leave folders alone that begin with a dot. */
export const orphanage = 'handlers/.orphans';

/** Path of the handler of a tool. */
export function handlerPath(tool: string): string {
  return `handlers/${tool}.ts`;
}

/** The tools that have a handler file, or had one: by tool, its text. `app.ts`, tests and subfolders are no handlers. */
export function readHandlers(root: string): ReadonlyMap<string, string> {
  const texts = [...readHandlerFolder(root)].flatMap(([path, text]): [string, string][] => {
    const tool = /^handlers\/([a-z]\w*)\.ts$/.exec(path)?.[1];
    return tool === undefined || tool === 'app' ? [] : [[tool, text]];
  });
  return new Map(texts);
}

/**
 * Every TypeScript file under handlers/ with its text, those in folders of the developer's own included. Folders that are
 * links are not entered: what they hold may not be the project's.
 */
export function readHandlerFolder(root: string): ReadonlyMap<string, string> {
  const folder = join(root, 'handlers');
  // A file in its place is for the writer to refuse.
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return new Map();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => /\.ts$/.test(path) && !/\/(\.|node_modules\/)/.test(path))
    .filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true)
    .toSorted();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** The handlers without a tool, but for those that are kept for one. */
export function orphansAmong(
  handlers: Iterable<string>,
  tools: readonly Pick<Tool, 'name'>[],
  kept: ReadonlySet<string>,
): readonly string[] {
  const known = new Set(tools.map(({ name }) => name));
  return [...handlers].filter((handler) => !known.has(handler) && !kept.has(handler));
}

/** Whether a handler is still the stub: all its code is to say that it is not implemented. */
export function isUnfilled(text: string): boolean {
  return /=>\s*\{\s*(\/\/[^\n]*\s*)*throw ctx\.notImplemented\(\);\s*\};\s*$/.test(text);
}

/** Whether a text looks as if it exported something under this name; one that does so in an unusual way does not. */
export function seemsToExport(text: string, identifier: string): boolean {
  return new RegExp(`\\bexport\\s+(?:(?:const|function|async\\s+function)\\s+|\\{[^}]*\\b)${identifier}\\b`).test(text);
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
