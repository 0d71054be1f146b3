import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../runtime/contract.js';

/** The official JSON Schema Test Suite, draft 2020-12, as it lies on this machine. None of it is in this repository. */

export interface Group {
  /** Path below the suite's folder. */
  readonly file: string;
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
}

const debian = '/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests/draft2020-12';
export const suiteFolder = process.env['JSON_SCHEMA_TEST_SUITE'] ?? debian;
export const suiteIsThere = existsSync(suiteFolder);
export const howToInstall =
  'the JSON Schema Test Suite is not installed: apt-get install libtest-json-schema-acceptance-perl, ' +
  'or set JSON_SCHEMA_TEST_SUITE to its tests/draft2020-12';

/** Of the optional files only those of these formats: what else is optional is outside the subset. */
export function readSuite(formats: readonly string[]): readonly Group[] {
  const files = readdirSync(suiteFolder).filter((file) => file.endsWith('.json'));
  return [...files.sort(), ...formats.map((format) => `optional/format/${format}.json`)].flatMap((file) => {
    // As the suite's own schema of its files says.
    const groups = JSON.parse(readFileSync(join(suiteFolder, file), 'utf8')) as Omit<Group, 'file'>[];
    return groups.map((group) => ({ ...group, file, schema: withoutDialect(group.schema) }));
  });
}

/** The dialect is named in every schema of the suite; the language fixes it. */
function withoutDialect(schema: Json): Json {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$schema'));
}
