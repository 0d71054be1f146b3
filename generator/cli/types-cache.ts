import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type PrintTypes, renderer, renderTypes } from '../compiler/emit/contract/render-types.js';
import type { JsonObject } from '../compiler/schema/lower.js';
import { readCache, writeCache } from './cache.js';

/** The file that the types of the last run are kept in. */
export const typesCacheName = 'types.txt';

/**
 * Prints types, and keeps those of the last document in the project's node_modules, so that an edit which changes no type
 * loads no TypeScript compiler. What is kept is taken only for the very document, from the very code that made it, and
 * only whole. A check for drift has to do without.
 */
export function keptTypes(project: string, print: PrintTypes = renderTypes): PrintTypes {
  return (document) => {
    const key = keyOf(document);
    const kept = read(project, key);
    if (kept !== undefined) return kept;
    const text = print(document);
    writeCache(project, typesCacheName, [key, digest(text), text].join('\n'));
    return text;
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Of a document and all that turns it into types. */
function keyOf(document: JsonObject): string {
  const require = createRequire(import.meta.url);
  const versions = ['openapi-typescript', 'typescript'].map((name) => require(`${name}/package.json`).version);
  const code = readFileSync(fileURLToPath(renderer), 'utf8');
  return digest(JSON.stringify([code, ...versions, document]));
}

/** The text kept for a key; undefined when there is none, or not as it was written. */
function read(project: string, key: string): string | undefined {
  const [keptKey, hash, ...lines] = (readCache(project, typesCacheName) ?? '').split('\n');
  const text = lines.join('\n');
  return keptKey === key && hash === digest(text) ? text : undefined;
}
