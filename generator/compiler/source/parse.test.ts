import { describe, expect, test } from 'vitest';
import { createDiagnosticBag } from '../diagnostics/diagnostic.js';
import { parse } from './parse.js';
import { toJson } from './shape.js';

/** What YAML has beyond the language: one located error each, wherever it stands. */

function read(text: string) {
  const bag = createDiagnosticBag();
  const root = parse({ path: 'spec/tools.yaml', text }, bag.report);
  const found = bag.all().map(({ code, span }) => `${code.replace('yaml/', '')} ${text.slice(span.start, span.end)}`);
  for (const { span } of bag.all()) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
  }
  return { found, value: root && toJson(root) };
}

const refused: readonly (readonly [title: string, text: string, ...found: string[]])[] = [
  ['an alias in block style', 'a: *x', 'alias *x'],
  ['an alias in flow style', 'a: [*x]', 'alias *x'],
  ['an alias as a key', '*x : 1', 'alias *x'],
  ['an alias as a key in flow style', '{*x : 1}', 'alias *x'],
  ['aliases that multiply', 'a: &a [x]\nb: [*a, *a]', 'anchor [x]', 'alias *a', 'alias *a'],
  ['an anchor on a value', 'a: &x 1', 'anchor 1'],
  ['an anchor on a key', '&x a: 1', 'anchor a'],
  ['an anchor on nothing', 'a: &x', 'anchor '],
  ['an anchor on a map', '&x\na: 1', 'anchor a: 1'],
  ['an anchor on a list in flow style', '{a: &x [1]}', 'anchor [1]'],
  ['!!str', 'a: !!str 1', 'tag 1'],
  ['!!binary', 'a: !!binary aGk=', 'tag aGk='],
  ['!!float', 'a: !!float 1', 'tag 1'],
  ['!!set', 'a: !!set {b}', 'tag {b}'],
  ['!!pairs', 'a: !!pairs [b: 1]', 'tag [b: 1]'],
  ['!!omap', 'a: !!omap [b: 1]', 'tag [b: 1]'],
  ['!!timestamp', 'a: !!timestamp 2001-01-01', 'tag 2001-01-01'],
  ['a tag of nobody', 'a: !x 1', 'tag 1'],
  ['a lone exclamation mark', 'a: ! 1', 'tag 1'],
  ['a verbatim tag', 'a: !<tag:yaml.org,2002:str> 1', 'tag 1'],
  ['a tag on a key', '!!str a: 1', 'tag a'],
  ['a tag on a key in flow style', '{!!str a: 1}', 'tag a'],
  ['a tag on nothing', 'a: !!null', 'tag '],
  ['a merge key', '<<: {a: 1}', 'merge-key <<'],
  ['a merge key in flow style', '{<<: {a: 1}}', 'merge-key <<'],
  ['a merge of a list', '<<: [{a: 1}]', 'merge-key <<'],
  ['a duplicate key', 'a: 1\na: 2', 'duplicate-key a'],
  ['a duplicate key in flow style', '{a: 1, a: 2}', 'duplicate-key a'],
  ['a duplicate in other quotes', `a: 1\n'a': 2\n"a": 3`, `duplicate-key 'a'`, 'duplicate-key "a"'],
  ['a duplicate by an escape', 'a: 1\n"\\u0061": 2', 'duplicate-key "\\u0061"'],
  [
    'a duplicate by a longer escape',
    'a: 1\n"\\x61": 2\n"\\U00000061": 3',
    'duplicate-key "\\x61"',
    'duplicate-key "\\U00000061"',
  ],
  ['a duplicate __proto__', '__proto__: 1\n__proto__: 2', 'duplicate-key __proto__'],
  ['a duplicate explicit key', 'a: 1\n? a\n: 2', 'duplicate-key a'],
  ['a number as a key', '1: a', 'key-not-text 1'],
  ['null as a key', 'null: a', 'key-not-text null'],
  ['true as a key', '{true: a}', 'key-not-text true'],
  ['no key', ': a', 'key-not-text '],
  ['a list as a key', '[a]: 1', 'key-not-text [a]'],
  ['a map as a key', '{a: 1}: 1', 'key-not-text {a: 1}'],
  ['a complex key', '? - a\n: 1', 'key-not-text - a\n'],
  ['an anchor within a complex key', '? [&x a]\n: 1', 'key-not-text [&x a]'],
  ['a key that goes on and on', `? ${'k'.repeat(1025)}\n: 1`, `syntax ${'k'.repeat(1025)}`],
  ['a directive of YAML 1.1', '%YAML 1.1\n---\na: yes', 'directive %YAML 1.1'],
  ['a directive of YAML 1.2', '%YAML 1.2\n---\na: 1', 'directive %YAML 1.2'],
  ['a directive for tags', '%TAG ! tag:x,2000:\n---\na: 1', 'directive %TAG ! tag:x,2000:'],
  ['a directive of nobody', '%X\n---\na: 1', 'directive %X'],
  ['a directive after a byte order mark', '\uFEFF%YAML 1.1\n---\na: 1', 'directive %YAML 1.1'],
  ['a second document', 'a: 1\n---\nb: 2', 'several-documents ---'],
  ['a second empty document', '---\n---\n', 'several-documents ---'],
  ['content after the end', 'a: 1\n...\nb: 2', 'several-documents b'],
  ['a character after the end', 'a\n...\nb', 'several-documents b'],
  ['an end before the beginning', '...\na: 1', 'several-documents a'],
  ['a tab', 'a:\t1', 'tab \t'],
  ['a tab in a comment', 'a: 1 #\tb', 'tab \t'],
  ['a tab in quotes', 'a: "\t"', 'tab \t'],
  ['a NUL', 'a: \0', 'control-character \0'],
  ['an escape character in a comment', 'a: 1 # \u001B[2J', 'control-character \u001B'],
  ['a next-line character', 'a: b\u0085c', 'control-character \u0085'],
  ['a line separator', 'a: b\u2028c', 'control-character \u2028'],
  ['a bidirectional mark in a key', 'a\u202E: 1', 'control-character \u202E'],
  ['a bidirectional mark after a byte order mark', '\uFEFF\u202Ea: 1', 'control-character \u202E'],
  ['a second byte order mark', '\uFEFF\uFEFFa: 1', 'control-character \uFEFF'],
  ['a carriage return alone', 'a: 1 #\rb: 2', 'control-character \r'],
  ['a carriage return alone at the end', 'a: 1\r', 'control-character \r'],
  ['a lone surrogate', 'a: \uD800', 'control-character \uD800'],
  ['a lone surrogate by an escape', 'a: "\\uD800"', 'control-character "\\uD800"'],
  ['a lone surrogate by an escape, in a key', '"\\uDFFF": 1', 'control-character "\\uDFFF"'],
  ['a non-character', 'a: \uFFFF', 'control-character \uFFFF'],
  ['a non-character of a higher plane', 'a: \u{1FFFE}', 'control-character \u{1FFFE}'],
  ['a non-character by an escape', 'a: "\\U0001FFFE"', 'control-character "\\U0001FFFE"'],
  ['a NUL by an escape', 'a: "\\0"', 'control-character "\\0"'],
  ['a control character by an escape', '{a: "\\e[2J"}', 'control-character "\\e[2J"'],
  [
    'next line, line separator and their like by an escape',
    'a: ["\\N", "\\L", "\\P"]',
    'control-character "\\N"',
    'control-character "\\L"',
    'control-character "\\P"',
  ],
  ['an escape beyond Unicode', 'a: "\\U00110000"', 'syntax \\'],
  ['an escape of nobody', 'a: "\\q"', 'syntax \\'],
  ['UTF-16 read as UTF-8', 'a\0:\0 \x001\0', 'control-character \0'],
  ['infinity', 'a: .inf', 'number-out-of-range .inf'],
  ['negative infinity', 'a: [-.Inf]', 'number-out-of-range -.Inf'],
  ['not a number', 'a: .NaN', 'number-out-of-range .NaN'],
  ['a number beyond all bounds', 'a: 1e400', 'number-out-of-range 1e400'],
  ['a number that becomes zero', 'a: -0.1e-400', 'number-out-of-range -0.1e-400'],
  ['2^53', 'a: 9007199254740992', 'number-out-of-range 9007199254740992'],
  [
    '2^53 + 1 and its negative',
    'a: [9007199254740993, -9007199254740993]',
    'number-out-of-range 9007199254740993',
    'number-out-of-range -9007199254740993',
  ],
  ['2^53 as a fraction', 'a: 9007199254740993.0', 'number-out-of-range 9007199254740993.0'],
  ['2^53 as a hexadecimal', 'a: 0x20000000000000', 'number-out-of-range 0x20000000000000'],
  ['400 digits', `a: ${'9'.repeat(400)}`, `number-out-of-range ${'9'.repeat(400)}`],
  ['300 digits', `a: ${'9'.repeat(300)}`, `number-out-of-range ${'9'.repeat(300)}`],
  ['an unclosed quote', 'a: "b', 'syntax '],
  ['65 levels of lists', '['.repeat(65), 'too-deep ['],
  ['65 levels of maps', Array.from({ length: 65 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'), 'too-deep a'],
];

const accepted: readonly (readonly [title: string, text: string, value: unknown])[] = [
  [
    'words of YAML 1.1',
    'a: [yes, no, on, off, y, n, 1_000, 0777, 12:30:45, 2001-01-01]',
    { a: ['yes', 'no', 'on', 'off', 'y', 'n', '1_000', 777, '12:30:45', '2001-01-01'] },
  ],
  ['words of YAML 1.1 as keys', 'yes: 1\non: 2', { yes: 1, on: 2 }],
  ['words of YAML 1.2', '[~, null, NULL, true, False]', [null, null, null, true, false]],
  ['octal and hexadecimal', '[0o14, 0xfF]', [12, 255]],
  ['the largest integers', '[9007199254740991, -9007199254740991]', [9007199254740991, -9007199254740991]],
  ['zeros', '[-0, -0.0, 0e5, 0]', [0, 0, 0, 0]],
  ['a merge key in quotes', `'<<': {a: 1}`, { '<<': { a: 1 } }],
  [
    'keys of every object',
    '__proto__: {a: 1}\nconstructor: 2',
    JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'),
  ],
  ['a pair of surrogates by escapes', '"\\uD83D\\uDE00"', '😀'],
  ['tab and line ends by escapes', '"\\t\\r\\n"', '\t\r\n'],
  ['a byte order mark', '\uFEFFa: 1', { a: 1 }],
  ['CRLF', 'a: 1\r\nb: |\r\n  c\r\n  d\r\n', { a: 1, b: 'c\nd\n' }],
  ['document marks', '---\na: 1\n...\n', { a: 1 }],
  ['marks of YAML in quotes', `['*a', "&b", '!c', '%d', '---', '? e']`, ['*a', '&b', '!c', '%d', '---', '? e']],
  ['a key that looks like an explicit one', '"? a": 1', { '? a': 1 }],
  ['an explicit key', '? a\n: 1', { a: 1 }],
  ['keys that differ in normalisation', '"\\u00e9": 1\n"e\\u0301": 2', { é: 1, 'e\u0301': 2 }],
  ['64 levels', '['.repeat(64) + ']'.repeat(64), JSON.parse('['.repeat(64) + ']'.repeat(64))],
  ['nothing', '', null],
  ['a comment', '# a', null],
];

describe('parse', () => {
  test.each(refused)('refuses %s', (_title, text, ...found) => {
    expect(read(text).found).toEqual(found);
  });

  test.each(accepted)('reads %s', (_title, text, value) => {
    expect(read(text)).toEqual({ found: [], value });
  });

  test.each(accepted.filter(([, text]) => !text.startsWith('\uFEFF')))(
    'reads %s with CRLF and a byte order mark',
    (_title, text, value) => {
      expect(read(`\uFEFF${text.replace(/\r?\n/g, '\r\n')}`)).toEqual({ found: [], value });
    },
  );

  test('lists a hundred mistakes of YAML and goes no further', () => {
    const { found, value } = read(`[${'*a, '.repeat(5000)}]`);
    expect(found).toHaveLength(100);
    expect(value).toBeUndefined();
  });

  test('shows nothing in a message that a terminal would obey', () => {
    const bag = createDiagnosticBag();
    parse({ path: 'spec/tools.yaml', text: `a: |x\u001B[2J${'x'.repeat(1000)}\n b` }, bag.report);
    const { message = '' } = bag.all().find(({ code }) => code === 'yaml/syntax') ?? {};
    expect(message).toMatch(/Block scalar header/);
    expect(message.length).toBeLessThan(200);
    expect(message).not.toContain('\u001B');
  });
});
