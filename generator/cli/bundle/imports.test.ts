import { expect, test } from 'vitest';
import { importsOf, packageNameOf } from './imports.js';

test.each<[string, readonly string[]]>([
  ["import a from 'a'; export * from './b.js'; import 'c';", ['a', './b.js', 'c']],
  ["const d = await import('d'); const e = require('e/f');", ['d', 'e/f']],
  ["// import 'a'\nconst text = \"import 'b'\";", []],
])('%s', (text, want) => {
  expect(importsOf('x.js', Buffer.from(text))).toEqual(want);
});

test('only JavaScript imports', () => {
  expect(importsOf('x.json', Buffer.from("import 'a'"))).toEqual([]);
});

test.each<[string, string | undefined]>([
  ['a', 'a'],
  ['a/b/c', 'a'],
  ['@s/a/b', '@s/a'],
  ['./a', undefined],
  ['#a', undefined],
  ['fs', undefined],
  ['node:test', undefined],
  ['data:text/javascript,0', undefined],
])('the package of %s', (specifier, want) => {
  expect(packageNameOf(specifier)).toBe(want);
});
