import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { archiveOf, writeWhole } from './archive.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diglot-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the order of the files does not matter, and all come out as they went in', () => {
  const files = { 'b/ü.js': Buffer.from('two'), a: Buffer.from('one'), empty: Buffer.alloc(0) };
  const bytes = archiveOf(files);
  expect(archiveOf(Object.fromEntries(Object.entries(files).toReversed()))).toEqual(bytes);
  const found = Object.entries(unzipSync(bytes)).map(([path, content]) => [path, Buffer.from(content).toString()]);
  expect(found).toEqual([
    ['a', 'one'],
    ['b/ü.js', 'two'],
    ['empty', ''],
  ]);
});

test('an earlier bundle is replaced, and what cannot be written leaves nothing behind', () => {
  const target = join(folder, 'new/a.mcpb');
  writeWhole(target, Buffer.from('one'));
  writeWhole(target, Buffer.from('two'));
  expect(readFileSync(target, 'utf8')).toBe('two');
  const taken = join(folder, 'taken.mcpb');
  mkdirSync(taken);
  expect(() => writeWhole(taken, Buffer.from('one'))).toThrow(/EISDIR|EEXIST|EPERM|ENOTEMPTY/);
  expect(readdirSync(folder).toSorted()).toEqual(['new', 'taken.mcpb']);
});
