import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../exit.js';

type Ranges = Readonly<Record<string, string>>;

/** What of a package.json says what the package needs. */
export interface Manifest {
  readonly dependencies: Ranges;
  readonly optionalDependencies: Ranges;
  readonly peerDependencies: Ranges;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
  /** Each entry's target for plain Node. */
  readonly exports: Readonly<Record<string, unknown>>;
}

const empty: Manifest = {
  dependencies: {},
  optionalDependencies: {},
  peerDependencies: {},
  peerDependenciesMeta: {},
  exports: {},
};

/** Reads the package.json of a folder. Throws CommandError when it is missing or broken. */
export function readManifest(folder: string): Manifest {
  try {
    return { ...empty, ...(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Partial<Manifest>) };
  } catch {
    throw new CommandError(`${join(folder, 'package.json')} is missing or broken. Run: npm install`);
  }
}
