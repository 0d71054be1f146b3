import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Documents } from '../runtime/index.js';
import { SettingsError } from './settings.js';

/** Reads the generated documents of the project in this folder. Throws SettingsError when one is missing or broken. */
export function readDocuments(folder = 'generated'): Documents {
  const read = (name: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch {
      throw new SettingsError(`${join(folder, name)} is missing or broken. Run: npm run generate`);
    }
  };
  return {
    openapi: read('openapi.json'),
    openapi31: read('openapi-3.1.json'),
    plugin: read('ai-plugin.json'),
    mcp: read('mcp.json'),
  };
}
