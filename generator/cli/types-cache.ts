import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PrintTypes, renderer, renderTypes } from '../compiler/emit/contract/render-types.js';
import type { JsonObject } from '../compiler/schema/lower.js';
import { cachePath } from './cache-path.js';

/** The file that the types of the last run are kept in. */
export const typesCacheName = 'types.txt';

/**
 * Prints types, and keeps those of the last document in the project's node_modules, so that an edit which changes no type
 * loads no TypeScript compiler. What is kept is taken only for the very document, from the very code that made it, and
 * only whole. A check for drift has to do without.
 */
export function keptTypes(project: string, print: PrintTypes = renderTypes): PrintTypes {
  const file = cachePath(project, typesCacheName);
  if (!existsSync(join(project, 'node_modules'))) return print;
  return (document) => {
    const key = keyOf(document);
    const kept = read(file, key);
    if (kept !== undefined) return kept;
    const text = print(document);
    keep(file, [key, digest(text), text].join('\n'));
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
function read(file: string, key: string): string | undefined {
  try {
    const [keptKey, hash, ...lines] = readFileSync(file, 'utf8').split('\n');
    const text = lines.join('\n');
    return keptKey === key && hash === digest(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Writes beside the file first, so that no run reads half of it. Where that can't be done, nothing is kept. */
function keep(file: string, content: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, content);
    renameSync(part, file);
  } catch {
    // The next run prints them anew.
  }
}
