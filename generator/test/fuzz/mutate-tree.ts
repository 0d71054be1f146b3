import { parse, stringify } from 'yaml';
import { hostileTexts, refusedTexts } from './hostile-texts.js';
import type { Random } from './random.js';

/** Values that fit few places. */
const oddValues = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  2 ** 53,
  '',
  [],
  {},
  [[]],
  [null],
  { type: 'string' },
  { $ref: '#/schemas/A' },
  { type: 'object' },
  { type: ['string', 'null'], default: null },
  { enum: [null, 1, '1', {}] },
  { const: {} },
  { allOf: [{ type: 'object', properties: { a: { type: 'string' } } }] },
  { type: 'array', items: { type: 'integer' }, default: [] },
  { oneOf: [{ type: 'string' }, { type: 'null' }] },
  'content',
  'none',
  'x'.repeat(300),
  'x'.repeat(9000),
];

interface TreeMutation {
  /** Where branches are taken from. */
  readonly other: string;
  readonly random: Random;
  readonly gentle: boolean;
}

/** Edits of a kind below three exchange a node for another; the others change it. */
const mostKind = 9;

/**
 * The spec written anew with some values, keys or branches exchanged; undefined when its text is no YAML.
 * A gentle mutation changes one text or key, so that most specs stay what can be compiled.
 */
export function mutateTree(text: string, { other, random, gentle }: TreeMutation): string | undefined {
  const tree = read(text);
  if (tree === undefined) return undefined;
  const donor = read(other);
  let result: unknown = tree;
  for (let edits = gentle ? 1 : 1 + random.below(3); edits > 0; edits--) {
    const target = random.below(count(result));
    const kind = gentle ? mostKind : random.below(mostKind + 1);
    result = edit(result, { target, kind, random, donor });
  }
  return random.oneIn(4) ? stringify(result, { lineWidth: 0 }) : `${JSON.stringify(result, null, random.below(3))}\n`;
}

function read(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

interface Edit {
  /** Number of the node to edit, counted from the root. */
  readonly target: number;
  readonly kind: number;
  readonly random: Random;
  readonly donor: unknown;
}

function edit(tree: unknown, { target, kind, random, donor }: Edit): unknown {
  let at = -1;
  const visit = (value: unknown): unknown => {
    at += 1;
    if (at === target) return replacement(value);
    if (Array.isArray(value)) return value.map(visit);
    // Object.fromEntries keeps a key __proto__ an ordinary one.
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item)]));
    return value;
  };
  const replacement = (value: unknown): unknown => {
    if (kind === 0) return random.some(oddValues);
    if (kind === 1) return nodeAt(donor, random.below(count(donor)));
    if (kind === 2) return nodeAt(tree, random.below(count(tree)));
    if (isObject(value)) return changedKeys(value, random);
    if (Array.isArray(value)) return random.oneIn(2) ? [...value, ...value] : value.slice(1);
    if (typeof value === 'string') return hostile(value, random);
    return random.oneIn(3) ? random.some(oddValues) : value;
  };
  return visit(tree);
}

function hostile(text: string, random: Random): string {
  const piece = random.oneIn(8) ? random.some(refusedTexts) : random.some(hostileTexts);
  const at = random.below(text.length + 1);
  return random.oneIn(2) ? `${piece}` : `${text.slice(0, at)}${piece}${text.slice(at)}`;
}

function changedKeys(value: object, random: Random): object {
  const entries = Object.entries(value);
  const at = random.below(entries.length);
  const [key = 'type', item] = entries[at] ?? [];
  const names = [
    ...hostileTexts,
    'a',
    'default',
    'class',
    '1',
    'type',
    'properties',
    'a-b',
    'a.b',
    `${key}_`,
    key.toUpperCase(),
  ];
  const edited = random.pick([
    () => entries.toSpliced(at, 1),
    () => entries.toSpliced(at, 1, [random.some(names) ?? '', item]),
    () => entries.toSpliced(at, 0, [random.some(names) ?? '', item]),
    () => entries.toReversed(),
  ])();
  return Object.fromEntries(edited);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function childrenOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function count(value: unknown): number {
  return childrenOf(value).reduce((sum: number, child) => sum + count(child), 1);
}

function nodeAt(tree: unknown, index: number): unknown {
  const open = [tree];
  for (let left = index; ; left--) {
    const node = open.pop();
    if (left <= 0) return node;
    open.push(...childrenOf(node).toReversed());
  }
}
