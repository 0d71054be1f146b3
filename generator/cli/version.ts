import { readFileSync } from 'node:fs';

/** The generator's version, from its package.json: two folders up in dist/, one from source. */
export const version: string = readVersion(['../package.json', '../../package.json']);

function readVersion(candidates: readonly string[]): string {
  for (const candidate of candidates) {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(candidate, import.meta.url), 'utf8'));
      if (typeof found === 'object' && found !== null && 'version' in found) return String(found.version);
    } catch {
      // Not at this distance; try the next.
    }
  }
  throw new Error('package.json of diglot not found');
}
