import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderTypes } from '../compiler/emit/contract/render-types.js';
import type { JsonObject } from '../compiler/schema/lower.js';
import { cachePath } from './cache.js';
import { keptTypes, typesCacheName } from './types-cache.js';

const document = (description: string): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'types', version: '0.0.0' },
  paths: {},
  components: { schemas: { Name: { type: 'string', description } } },
});

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'diglot-types-'));
  mkdirSync(join(project, 'node_modules'));
});
afterEach(() => rmSync(project, { recursive: true }));

const file = () => cachePath(project, typesCacheName);

/** What is printed for a document, and whether by the library. */
function print(of: JsonObject) {
  const library = vi.fn(renderTypes);
  return { text: keptTypes(project, library)(of), fresh: library.mock.calls.length > 0 };
}

test('types of the same document are taken as they were made', () => {
  const text = renderTypes(document('One\nand two'));
  expect(print(document('One\nand two'))).toEqual({ text, fresh: true });
  expect(print(document('One\nand two'))).toEqual({ text, fresh: false });
});

test('those of another document are made, and take their place', () => {
  print(document('One'));
  expect(print(document('Two'))).toEqual({ text: renderTypes(document('Two')), fresh: true });
  expect(print(document('Two')).fresh).toBe(false);
  expect(print(document('One'))).toEqual({ text: renderTypes(document('One')), fresh: true });
});

test.each([
  ['nothing', () => ''],
  ['half of it', (kept: string) => kept.slice(0, kept.length / 2)],
  ['another key', (kept: string) => kept.replace(/^./, (first) => (first === '0' ? '1' : '0'))],
  ['other types', (kept: string) => kept.replace('string', 'number')],
  ['more types', (kept: string) => `${kept}export const more = 1;\n`],
  ['zeros', (kept: string) => '\0'.repeat(kept.length)],
])('what holds %s is made anew', (_what, spoil) => {
  const { text } = print(document('One'));
  writeFileSync(file(), spoil(readFileSync(file(), 'utf8')));
  expect(print(document('One'))).toEqual({ text, fresh: true });
  expect(print(document('One'))).toEqual({ text, fresh: false });
});

test('where nothing can be kept, types are made each time', () => {
  writeFileSync(join(project, 'node_modules/.cache'), 'a file');
  expect(print(document('One')).fresh).toBe(true);
  expect(print(document('One')).fresh).toBe(true);
});

test('a project without node_modules gets none', () => {
  rmSync(join(project, 'node_modules'), { recursive: true });
  expect(print(document('One')).fresh).toBe(true);
  expect(existsSync(join(project, 'node_modules'))).toBe(false);
});

test('what the library throws is thrown, and nothing is kept', () => {
  const failing = keptTypes(project, () => {
    throw new Error('no types');
  });
  expect(() => failing(document('One'))).toThrow('no types');
  expect(existsSync(file())).toBe(false);
});
