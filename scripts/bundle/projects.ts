import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diglot } from './commands.js';

/** Files that no bundle may hold; each has a text of its own. */
export const secrets = ['.env', '.data/secret', '.npmrc', 'token.txt', 'handlers/key.pem', 'handlers/.env'];

/** A call of a tool that every user of the project may make, and what its answer holds. */
export interface ProjectCall {
  readonly name: string;
  readonly arguments: Record<string, unknown>;
  readonly answer: RegExp;
}

/** The shop, without what the repository keeps beside it. */
export function shop(folder: string): ProjectCall {
  mkdirSync(folder);
  const files = ['spec', 'generated', 'handlers', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const path of [...files, 'scripts/serve.ts', 'scripts/stdio.ts']) {
    cpSync(path, join(folder, path), { recursive: true });
  }
  return { name: 'search_products', arguments: { query: 'milk', limit: 3 }, answer: /milk/i };
}

/** What `diglot init` writes. */
export async function firstProject(folder: string): Promise<ProjectCall> {
  await diglot('init', folder, '--yes', '--auth', 'none');
  return { name: 'current_time', arguments: { time_zone: 'Asia/Tokyo' }, answer: /Asia\/Tokyo/ };
}

/** Lends a project the packages of this repository, in the place of npm install, and plants secrets in it. */
export function furnish(folder: string): void {
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  for (const path of secrets) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), `PLANTED=${path}\n`);
  }
}
