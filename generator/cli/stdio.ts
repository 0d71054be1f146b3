import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { recoverProject } from '../compiler/output/disk.js';
import { CommandError } from './exit.js';
import { sayWaiting } from './output.js';

const script = 'scripts/stdio.ts';

/** `diglot stdio`: runs the project's scripts/stdio.ts in its own folder, wherever the client that starts it stands. */
export async function runStdioScript({ root }: { readonly root: string }): Promise<void> {
  const folder = resolve(root);
  const file = join(folder, script);
  if (!existsSync(file)) {
    throw new CommandError(
      `There is no ${script} in ${folder}. Name the project's folder: npx diglot stdio --root <folder>`,
    );
  }
  await recoverProject(folder, sayWaiting);
  process.chdir(folder);
  await import(loaderOf(folder));
  await import(pathToFileURL(file).href);
}

/** tsx, as the project has it: importing it lets Node read TypeScript. */
function loaderOf(folder: string): string {
  try {
    return pathToFileURL(createRequire(join(folder, 'package.json')).resolve('tsx')).href;
  } catch {
    throw new CommandError(`tsx, which runs ${script}, is not installed in ${folder}. Run: npm install --save-dev tsx`);
  }
}
