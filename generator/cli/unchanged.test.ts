import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cachePath } from './cache.js';
import { rememberRun, unchangedRun } from './unchanged.js';

let root: string;
const put = (name: string, text: string) => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};

const printed = { findings: 'a warning\n', quietFindings: '1 warning\n', report: 'All is well.\n' };
const settled = (handlers = ['handlers/a.ts']) => ({
  spec: 'spec/tools.yaml',
  generated: new Map(['generated/deep/b.ts', 'generated/a.ts'].map((name) => [name, name])),
  handlers,
  next: () => printed,
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'diglot-unchanged-'));
  mkdirSync(join(root, 'node_modules'));
  for (const name of ['spec/tools.yaml', 'generated/a.ts', 'generated/deep/b.ts', 'handlers/a.ts']) put(name, name);
  rememberRun(root, settled());
});
afterEach(() => rmSync(root, { recursive: true }));

test('a run after which nothing has changed is known', () => {
  expect(unchangedRun(root)).toMatchObject(printed);
});

const sameSize = 'GENERATED/a.ts';

test.each([
  ['the spec', () => appendFileSync(join(root, 'spec/tools.yaml'), ' ')],
  ['no spec', () => rmSync(join(root, 'spec/tools.yaml'))],
  ['a generated file', () => put('generated/deep/b.ts', 'other')],
  [
    'a generated file, of the same size and time',
    () => {
      put('generated/a.ts', sameSize.slice(0, 'generated/a.ts'.length));
      utimesSync(join(root, 'generated/a.ts'), 0, 0);
    },
  ],
  ['a generated file that is gone', () => rmSync(join(root, 'generated/a.ts'))],
  ['a file between the generated ones', () => put('generated/stray', '')],
  [
    'two that have changed places',
    () => [put('generated/a.ts', 'generated/deep/b.ts'), put('generated/deep/b.ts', 'generated/a.ts')],
  ],
  ['a handler', () => put('handlers/a.ts', 'filled')],
  ['a handler that is gone', () => rmSync(join(root, 'handlers/a.ts'))],
  ['another handler', () => put('handlers/b.ts', '')],
  ['a run that was cut off', () => mkdirSync(join(root, '.diglot-stage'))],
  ['a memory that is no JSON', () => writeFileSync(cachePath(root, 'last-run.json'), '{')],
  [
    'a memory of another shape',
    () => writeFileSync(cachePath(root, 'last-run.json'), '{"fingerprint": "", "report": 7}'),
  ],
])('%s is seen', (_name, change) => {
  change();
  expect(unchangedRun(root)).toBeUndefined();
});

test('a run that left something to be said is not remembered', () => {
  rememberRun(root, undefined);
  expect(unchangedRun(root)).toBeUndefined();
});

test('a run whose handler is gone by now is not remembered', () => {
  rememberRun(root, settled(['handlers/a.ts', 'handlers/b.ts']));
  expect(unchangedRun(root)).toBeUndefined();
});

test('a run that read another spec than the one that is there now is not taken for it', () => {
  rememberRun(root, { ...settled(), spec: 'an earlier one' });
  expect(unchangedRun(root)).toBeUndefined();
});

test('without node_modules nothing is remembered, nor written', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  rememberRun(root, settled());
  expect(unchangedRun(root)).toBeUndefined();
  expect(readdirSync(root)).not.toContain('node_modules');
});
