import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Paths of the files under generated/, below the project folder `root` and with `/`. Links are not followed. */
export function generatedFiles(root: string): readonly string[] {
  const folder = join(root, 'generated');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
