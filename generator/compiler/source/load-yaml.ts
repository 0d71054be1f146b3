import { createRequire } from 'node:module';

/** The library, whose eighty files are loaded only for a text that is not plain, and by require: then no caller has to wait. */
export function loadYaml(): typeof import('yaml') {
  return createRequire(import.meta.url)('yaml');
}
