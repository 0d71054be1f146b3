import { readCache, writeCache } from '../cache.js';

const name = 'misfits.json';

/** The tools whose handlers did not fit their contracts when they were last held against them. */
export function readMisfits(root: string): ReadonlySet<string> {
  try {
    const tools: unknown = JSON.parse(readCache(root, name) ?? '[]');
    return new Set(Array.isArray(tools) ? tools.filter((tool) => typeof tool === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Remembers them for the next run. */
export function writeMisfits(root: string, tools: readonly string[]): void {
  writeCache(root, name, tools.length === 0 ? undefined : JSON.stringify(tools));
}
