import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { editorSchema } from '../../compiler/check/editor-schema.js';
import { repository, shopSpec } from '../project.js';
import { schemaKeys } from '../schema-keys.js';
import { languagePage } from './language-page.js';

/** docs/language.md is what the declaration of the language says. UPDATE_GOLDEN=1 rewrites it. */

const path = join(repository, 'docs/language.md');
const everyKey = readFileSync(join(repository, 'generator/test/every-key.yaml'), 'utf8');
const schema = editorSchema();
const page = languagePage(schema, [parse(shopSpec), parse(everyKey)]);

test('the page is up to date', () => {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, page);
  expect(readFileSync(path, 'utf8')).toBe(page);
});

test('every key has a row, with what it means and an example or a section of its own', () => {
  const rows = page.split('\n').filter((line) => /^\| `[^`]+`(, required)? \| .* \| .* \| .* \| .* \|$/u.test(line));
  const { all } = schemaKeys(schema, () => false);
  // The roots and the schema of any kind repeat `type`, which each kind has; what every kind may say has one row for all.
  const own = [...all.keys()].filter((key) => !/^#\/\$defs\/(schema|root)\//u.test(key));
  const notes = /^#\/\$defs\/[a-zA-Z]+(?=\/properties\/(title|description|default|examples|deprecated)$)/u;
  expect(rows).toHaveLength(new Set(own.map((key) => key.replace(notes, ''))).size);
  for (const row of rows) {
    const [, , takes = '', , meaning = '', example = ''] = row.split(/(?<!\\)\|/u).map((cell) => cell.trim());
    expect(meaning, row).toMatch(/^[A-Z'].{7,}/u);
    expect(takes, row).not.toBe('');
    expect(example !== '' || /\]\(#/u.test(takes), row).toBe(true);
  }
});
