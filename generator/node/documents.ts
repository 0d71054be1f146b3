import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Documents } from '../runtime/index.js';
import { SettingsError } from './settings.js';

/** The files in generated/ that a server reads when it starts. */
export const documentFiles = {
  openapi: 'openapi.json',
  openapi31: 'openapi-3.1.json',
  plugin: 'ai-plugin.json',
  mcp: 'mcp.json',
} as const;

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
    openapi: read(documentFiles.openapi),
    openapi31: read(documentFiles.openapi31),
    plugin: read(documentFiles.plugin),
    mcp: read(documentFiles.mcp),
  };
}
