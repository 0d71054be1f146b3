import { describe, expect, test } from 'vitest';
import { generate } from '../compiler/generate.js';
import { createProject } from './project.js';

/** Specs just under the size limit: a diagnostic, soon, and never a signal. */

const size = 16 * 1024 * 1024 - 64;
const filled = (piece: string, head = '') => head + piece.repeat(Math.floor((size - head.length) / piece.length));

const indented = () => {
  const lines: string[] = [];
  for (let level = 0, length = 0; length + level + 3 < size; level++, length += level + 3) {
    lines.push(`${' '.repeat(level)}a:\n`);
  }
  return lines.join('');
};

const repeated = (piece: string) => [JSON.stringify(piece), filled(piece)] as const;

const specs: readonly (readonly [title: string, text: string])[] = [
  ...['"', "'", '[', '{', '[]', '? ', '- ', ': ', '*', '&', '!', '|', '>', '#', '%', ',', '`', '\0', '\t', '\r'].map(
    repeated,
  ),
  ...[
    '\n',
    '\r\n',
    '#\n',
    '-\n',
    '- a\n',
    'a\n',
    '*a\n',
    '&a ',
    '! ',
    '%a\n',
    '---\n',
    '...\n',
    '""\n',
    '[\n',
    '{a: ',
  ].map(repeated),
  ...['a: ', 'a: 1\n#\n', '\u202E', '\uFEFF', '😀', '\\'].map(repeated),
  ['one long line', filled('x', 'diglot: ')],
  ['one long key', `${filled('k')}: 1`],
  ['one long explicit key', filled('k', '? ')],
  ['one long number', filled('9', 'diglot: ')],
  ['a long pattern', `${filled('(', 'diglot: 1\nschemas: { A: { type: string, pattern: "')}" } }`],
  ['a million keys', Array.from({ length: 1_000_000 }, (_, key) => `k${key}: 1\n`).join('')],
  ['a million items', filled('- item of list\n')],
  ['a million items in flow style', filled('item, ', '[')],
  ['a million pairs in flow style', filled('a: 1,', '{')],
  ['items missing in flow style', filled(',', '[a')],
  ['aliases in flow style', filled('*a, ', '[')],
  ['bad escapes', `"${filled('\\q')}"`],
  ['escapes', `diglot: "${filled('\\0')}"`],
  ['quoted lines', `diglot: "${filled('a\n')}"`],
  ['a long block', filled('  a\n', 'diglot: |\n')],
  ['a bad block header', filled('x', 'diglot: |')],
  ['deeper and deeper', indented()],
  ['comments', filled(`# ${'x'.repeat(98)}\n`)],
  ['just too many tokens', 'k: 1\n'.repeat(400_001)],
  ['as many unknown keys as there can be', Array.from({ length: 390_000 }, (_, key) => `k${key}: 1\n`).join('')],
  ['as many aliases as there can be', `[${'*a,'.repeat(990_000)}]`],
  ['aliases that multiply', `a: &a [x,x]\n${Array.from({ length: 40 }, (_, i) => `b${i}: [*a,*a]`).join('\n')}`],
];

/** Of those: each a way of its own through the command line, printing included. */
const printed = [
  '"\\""',
  '"["',
  '"\\u0000"',
  '"\\n"',
  'one long line',
  'a million keys',
  'as many unknown keys as there can be',
  'as many aliases as there can be',
  'bad escapes',
];

describe('a huge spec', () => {
  test.each(specs)(
    'of %s ends in a diagnostic',
    async (_title, text) => {
      const { ok, diagnostics } = await generate({ path: 'spec/tools.yaml', text });
      expect(ok).toBe(false);
      expect(diagnostics.length).toBeGreaterThan(0);
      expect(diagnostics.filter(({ span }) => span.end > text.length)).toEqual([]);
    },
    40_000,
  );

  test.each(specs.filter(([title]) => printed.includes(title)))(
    'of %s, by the command line',
    (_title, text) => {
      const project = createProject(text);
      try {
        const run = project.diglot('generate');
        expect(run).toMatchObject({ status: 2, signal: null, stderr: expect.stringContaining('Nothing was written.') });
        expect(run.stderr).not.toContain('    at ');
      } finally {
        project.remove();
      }
    },
    40_000,
  );
});
