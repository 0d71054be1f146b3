import { hostileTexts, refusedTexts } from './hostile-texts.js';
import { mutateTree } from './mutate-tree.js';
import type { Random } from './random.js';

type Corpus = readonly [string, ...string[]];

/** A spec with a few mutations: of its characters, its tokens, its tree, or a splice of two. */
export function mutated(corpus: Corpus, random: Random): string {
  // The first specs are whole ones; the many that follow are small.
  const base = random.oneIn(2) ? random.pick(corpus) : (corpus[random.below(Math.min(5, corpus.length))] ?? corpus[0]);
  if (random.oneIn(3)) return mutateTree(base, { other: base, random, gentle: true }) ?? base;
  let text = random.oneIn(10) ? splice(base, random.pick(corpus), random) : base;
  if (!random.oneIn(3)) text = mutateTree(text, { other: random.pick(corpus), random, gentle: false }) ?? text;
  if (random.oneIn(3)) return text;
  const edit = random.oneIn(2) ? editTokens : editCharacters;
  for (let edits = 1 + random.below(4); edits > 0; edits--) text = edit(text, random);
  return text;
}

function splice(one: string, other: string, random: Random): string {
  const [head, tail] = [one.split(/(?<=\n)/), other.split(/(?<=\n)/)];
  return [...head.slice(0, random.below(head.length)), ...tail.slice(random.below(tail.length))].join('');
}

const marks = [
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    ': ',
    '? ',
    '- ',
    '\n',
    '\n  ',
    '---\n',
    '...\n',
    '#',
    ' #',
    '&a ',
    '*a',
    '!!str ',
    '!',
    '|\n',
    '>',
  ],
  ...[
    '<<: ',
    '"',
    "'",
    '%YAML 1.1\n---\n',
    '\t',
    '\r',
    '\r\n',
    '\uFEFF',
    '\\',
    '"\\uD800"',
    '.inf',
    '1e999',
    '-0',
    '0x1F',
    '~',
    'null',
  ],
  ...[
    'true',
    '9007199254740993',
    '$ref',
    'type',
    'object',
    'properties',
    'allOf',
    'enum',
    'const',
    'default',
    'tools',
    '__proto__',
  ],
  ...refusedTexts,
];

function garbage(random: Random): string {
  if (random.oneIn(3)) return random.some(hostileTexts) ?? '';
  if (random.oneIn(20)) return (random.some(marks) ?? '').repeat(1 + random.below(3000));
  return random.some(marks) ?? '';
}

function editTokens(text: string, random: Random): string {
  const tokens = text.split(/(?<=[\s:{},[\]'"#&*!|>%@`-])|(?=[\s:{},[\]'"#&*!|>%@`-])/);
  const at = random.below(tokens.length);
  const token = tokens[at] ?? '';
  const replacements = ['', token + token, garbage(random), garbage(random) + token, random.some(tokens) ?? ''];
  tokens[at] = random.some(replacements) ?? '';
  return tokens.join('');
}

function editCharacters(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const length = random.below(random.oneIn(5) ? 200 : 3);
  const character = () => String.fromCharCode(random.oneIn(4) ? random.below(0x10000) : random.below(0x80));
  const inserted = random.pick(['', character(), character() + character(), text.slice(at, at + length).repeat(2)]);
  if (random.oneIn(50)) return text.slice(0, at);
  return text.slice(0, at) + inserted + text.slice(at + length);
}
