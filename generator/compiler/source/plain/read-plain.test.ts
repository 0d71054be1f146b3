import { describe, expect, test } from 'vitest';
import { Lexer } from 'yaml';
import { readCorpus } from '../../../test/fuzz/corpus.js';
import { mutated } from '../../../test/fuzz/mutate.js';
import { type Random, randomOf } from '../../../test/fuzz/random.js';
import { createDiagnosticBag } from '../../diagnostics/diagnostic.js';
import { composeFirst } from '../compose.js';
import { convert } from '../convert.js';
import type { YamlNode } from '../source.js';
import { readTokens } from '../tokens.js';
import { readPlain } from './read-plain.js';

const limits = { levels: 64, tokens: 2_000_000, lines: 400_000, 'characters in one value': 1_000_000 };

/** What the library reads, and what is wrong with it. */
function byLibrary(text: string): { readonly node?: YamlNode; readonly wrong: readonly string[] } {
  const tokens = readTokens(text, limits);
  if ('refused' in tokens) return { wrong: [tokens.refused] };
  const odd = tokens.filter(({ type }) => type === 'directive' || type === 'document').length !== 1;
  const document = composeFirst(tokens);
  if (document === undefined) return { wrong: ['nothing'] };
  if ('problem' in document) return { wrong: [document.problem] };
  const findings = createDiagnosticBag();
  const node = convert(document.contents, text, findings.report);
  const wrong = [...(odd ? ['not one document'] : []), ...findings.all().map(({ code }) => code)];
  return { ...(node && { node }), wrong };
}

/** Whether a text is plain. If it is, the library reads the same, and finds nothing wrong. */
function check(text: string): boolean {
  const plain = readPlain(text, limits);
  if (plain === undefined) return false;
  const { node, wrong } = byLibrary(text);
  expect({ text, wrong }).toEqual({ text, wrong: [] });
  expect({ text, node: plain }).toEqual({ text, node });
  expect({ text, fits: readPlain(text, { ...limits, tokens: tokensIn(text) }) !== undefined }).toEqual({
    text,
    fits: true,
  });
  expect({ text, fits: readPlain(text, { ...limits, tokens: tokensIn(text) - 1 }) !== undefined }).toEqual({
    text,
    fits: false,
  });
  return true;
}

function tokensIn(text: string): number {
  return [...new Lexer().lex(text)].length;
}

describe('plain, and read as by the library', () => {
  test.each([
    'a: 1\n',
    'a: b',
    'a: b\r\nc: d\r\n',
    '# first\n\na: b # why\n# of c\nc: d\n# last\n',
    'a:\n  b: c\n  # of d\n  d: e\n\n\nf: g\n',
    'a: # why\n  # of b\n\n  b: c\n# of d\nd: e\n',
    'a:\n- b\n- c: d\n  e: f\ng: h\n',
    'a:\n  - b\n  -   c: d\n      e: [f]\n  # of g\n  - { g: h }\n  - "i": j\n',
    'a:\n  { b: c,\n\n    d: [e, f,\n      g\n    ] }\nh: []\n',
    `a: { "b":c, 'it''s': "\\"d\\" \\u00e9", e: "f: # g" , } # why\n`,
    'a: [1, -2.50, +3, 1e3, .5, 0, -0, 1., ~, null, true, FALSE, nul, 1.2.3, -, 1-2, "1", -a]\n'.replace(' -,', ''),
    'a: https://example.com/x?y#z\nb: it\'s "so", [really] {yes}: no\nc: a:b\n'.replace(': no', ':no'),
    '"a b": c\n\'d\': e\nf g: h\n? i\n'.replace('? i\n', ''),
    'ä: ö\u00a0ü 😀\n',
  ])('%j', (text) => {
    expect(check(text)).toBe(true);
  });
});

test.each([
  ...[
    '',
    '\n',
    '# a\n',
    'a',
    '- a\n',
    '[a]\n',
    '{a: b}\n',
    '  a: b\n',
    '\uFEFFa: b\n',
    '--- a: b\n',
    '%YAML 1.2\n---\na: b\n',
  ],
  ...[
    'a: b\n---\nc: d\n',
    'a: b\n...\n',
    'a: &b c\n',
    'a: *b\n',
    'a: !b c\n',
    'a: |\n  b\n',
    'a: >-\n  b\n',
    'a: b\n  c\n',
    'a:\n  b\n',
  ],
  ...[
    'a:\n',
    'a:\nb: c\n',
    'a: b: c\n',
    'a: b\na: c\n',
    '<<: b\n',
    '1: a\n',
    'null: a\n',
    '? a\n: b\n',
    'a : b\n',
    'a: "b\n  c"\n',
  ],
  ...[
    'a: "b" c\n',
    'a: "b"#c\n',
    'a: [b]#c\n',
    'a: [b\n',
    'a: [b c: d]\n',
    'a: [b, , c]\n',
    'a: {b}\n',
    'a: {b: }\n',
    'a: {b: c\n}\n',
  ],
  ...[
    'a:\tb\n',
    'a: b\t\n',
    'a: b\rc: d\n',
    'a: "\\q"\n',
    'a: "\\u2028"\n',
    'a: 0x1f\n',
    'a: .inf\n',
    'a: 1e999\n',
    'a: 9007199254740993\n',
  ],
  ...[
    'a: b\n   \nc: d\n',
    'a: b\n  ',
    'a:\n  b: c\n  # deep\nd: e\n',
    'a: b\n  # deep\nc: d\n',
    'a:\n  - b\n # odd\n  - c\n'.replace(' #', '   #'),
  ],
  ...[
    'a: -\n',
    'a: - b\n',
    'a:\n  - - b\n',
    'a:\n  -\n    b: c\n',
    'a: @b\n',
    'a: `b\n',
    'a: %b\n',
    'a: ,b\n',
    'a:\n  b: c\n d: e\n',
  ],
])('%j is left to the library', (text) => {
  expect(check(text)).toBe(false);
});

test('whatever is plain is read as by the library: specs and mutations of them', () => {
  const corpus = readCorpus();
  const plain = [...corpus, ...Array.from({ length: 800 }, (_, run) => mutated(corpus, randomOf(3, run)))].filter(
    check,
  );
  expect(plain.length).toBeGreaterThan(100);
}, 120_000);

const pieces = [
  ...[
    'a',
    'b: ',
    'c:',
    '- ',
    '-',
    '\n',
    '\n  ',
    '\n    ',
    '\n- ',
    ' ',
    '  ',
    '# x',
    ' # y',
    '{',
    '}',
    '[',
    ']',
    ', ',
    ',',
  ],
  ...[
    '"q"',
    "'s'",
    '"a b": ',
    '"',
    "'",
    '\\',
    '|',
    '>',
    '&',
    '*',
    '!',
    '?',
    ':',
    '%',
    '@',
    '~',
    '1',
    '-1',
    '0.5',
    'null',
    '\r\n',
    'é',
  ],
  ...[
    '\na: b',
    '\n  c: d',
    '\n  - e',
    '\n    f: g',
    '{ h: i }',
    '[j, k]',
    '\n# l\n',
    '\n  # m\n',
    '\n    # n',
    '\n\n',
    ' - o',
    '---',
    '...',
    '#',
  ],
] as const;

function assembled(random: Random): string {
  const head = random.pick([
    'a: b',
    'a:',
    'a:\n  b: c',
    'a:\n- b',
    '# c\na: b',
    'a: {',
    'a: [b',
    'a:\n  - b: c',
  ] as const);
  return head + Array.from({ length: 1 + random.below(8) }, () => random.pick(pieces as never as [string])).join('');
}

test('whatever is plain is read as by the library: texts put together by chance', () => {
  const texts = Array.from({ length: 20_000 }, (_, run) => assembled(randomOf(11, run)));
  expect(texts.filter(check).length).toBeGreaterThan(500);
}, 120_000);
