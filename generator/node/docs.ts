import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { DocsHost } from '../runtime/surfaces/pages/mount.js';

/** Where the build of the package puts swagger-ui, as seen from dist/ and from the sources. */
const folders = ['../swagger-ui/', '../dist/swagger-ui/'].map((path) => new URL(path, import.meta.url));

/** What the page of the REST documentation needs; undefined where swagger-ui was left out of the installation. */
export function docsHost(clientId: string | undefined): DocsHost | undefined {
  const folder = folders.find((each) => existsSync(each));
  if (folder === undefined) return undefined;
  return {
    clientId: clientId || undefined,
    read: async (name) => new Uint8Array(await readFile(new URL(`${name}.gz`, folder))),
  };
}
