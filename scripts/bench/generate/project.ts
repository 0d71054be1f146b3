import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { specText } from './spec.js';

/** The repository's root, seen from scripts/bench/dist/scripts/bench/generate/. */
export const repository = fileURLToPath(new URL('../../../../../../', import.meta.url));

/** A copy of the OpenAPI document that `diglot generate` makes: what the other programs start from. */
export const document = 'openapi.json';

/** A project folder with a synthesised spec and the repository's dependencies. */
export interface Project {
  readonly folder: string;
  /** Removes whatever an earlier run wrote and kept. */
  clean(): void;
  /** Removes what an earlier run wrote, but not what it kept for later ones. */
  cleanOutput(): void;
  /** Keeps the document of a run that was just made. */
  keepDocument(): void;
  remove(): void;
}

/** Makes a project of `count` tools. */
export function createProject(count: number): Project {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-bench-'));
  const path = (name: string) => join(folder, name);
  const drop = (name: string) => rmSync(path(name), { recursive: true, force: true });
  mkdirSync(path('spec'));
  writeFileSync(path('spec/tools.yaml'), specText(count));
  writeFileSync(path('package.json'), '{"type": "module", "private": true}');
  symlinkPackages(path('node_modules'));
  writeFileSync(path('tsconfig.json'), JSON.stringify(strict));
  const cleanOutput = () => ['generated', 'handlers'].forEach(drop);
  return {
    folder,
    cleanOutput,
    clean() {
      cleanOutput();
      drop('node_modules/.cache');
    },
    keepDocument: () => copyFileSync(path('generated/openapi.json'), path(document)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const strict = {
  extends: join(repository, 'tsconfig.json'),
  // What is published, as a project of one's own would use it.
  compilerOptions: { customConditions: [], typeRoots: [join(repository, 'node_modules/@types')] },
  include: ['generated', 'handlers'],
};

/** A node_modules of its own, so that no cache is shared, with the packages that generated code stands on. */
function symlinkPackages(folder: string): void {
  mkdirSync(folder);
  for (const name of ['diglot', 'vitest', 'typescript']) {
    symlinkSync(join(repository, 'node_modules', name), join(folder, name));
  }
}
