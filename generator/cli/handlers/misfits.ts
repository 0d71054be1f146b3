import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachePath } from '../cache-path.js';

const misfitsName = 'misfits.json';

/** The tools whose handlers did not fit their contracts when they were last held against them. */
export function readMisfits(root: string): ReadonlySet<string> {
  try {
    const tools: unknown = JSON.parse(readFileSync(cachePath(root, misfitsName), 'utf8'));
    return new Set(Array.isArray(tools) ? tools.filter((tool) => typeof tool === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Remembers them for the next run. */
export function writeMisfits(root: string, tools: readonly string[]): void {
  const path = cachePath(root, misfitsName);
  if (!existsSync(join(root, 'node_modules')) || (tools.length === 0 && !existsSync(path))) return;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(tools));
  } catch {
    // A cache that can't be written is none.
  }
}
