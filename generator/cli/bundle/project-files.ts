import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentFiles } from '../../node/documents.js';
import { CommandError } from '../exit.js';
import type { BundleFiles } from './archive.js';

/** Claude Desktop starts it in a folder of its own choice; the documents lie in this one. */
const entry = `process.chdir(import.meta.dirname);
await import('./scripts/stdio.js');
`;

const encode = (text: string) => new TextEncoder().encode(text);

/** The server without its packages: what was compiled to `built`, the documents, and the file that starts it. Nothing else. */
export function projectFiles(folder: string, built: string): BundleFiles {
  if (!existsSync(join(built, 'scripts/stdio.js'))) {
    throw new CommandError(
      'tsconfig.build.json leaves out scripts/stdio.ts. Add it to "include", then run: npx diglot bundle',
    );
  }
  const compiled = readdirSync(built, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:js|mjs|cjs|json)$/.test(path) && path !== 'scripts/serve.js');
  return Object.fromEntries([
    ['server/index.js', encode(entry)],
    ['server/package.json', encode('{ "type": "module" }\n')],
    ...Object.values(documentFiles).map((name) => [
      `server/generated/${name}`,
      readFileSync(join(folder, 'generated', name)),
    ]),
    ...compiled.map((path) => [`server/${path}`, readFileSync(join(built, path))]),
  ]);
}
