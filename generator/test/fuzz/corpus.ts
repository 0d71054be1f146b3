import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oddSpecs } from '../odd-specs.js';
import { repository } from '../project.js';

/** The specs that are mutated: the shop's, those of the corners, and those of the golden diagnostics. */
export function readCorpus(): readonly [string, ...string[]] {
  const golden = join(repository, 'generator/test/golden');
  return [
    readFileSync(join(repository, 'spec/tools.yaml'), 'utf8'),
    ...Object.values(oddSpecs),
    ...readdirSync(golden)
      .toSorted()
      .map((name) => readFileSync(join(golden, name, 'tools.yaml'), 'utf8')),
  ];
}
