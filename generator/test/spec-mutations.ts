import fc from 'fast-check';
import type { Json } from '../runtime/contract.js';
import { type Edit, edited, entriesOf, isTree, type Path, pathsOf, valueAt } from './trees.js';

/** One change of a spec, and where: at a value that was there before or is there after it. */
export interface Mutation {
  readonly path: Path;
  readonly tree: Json;
}

/** A kind of change to the value at `path`; undefined where it does not apply. */
export type Mutate = (tree: Json, path: Path, pick: Pick) => Mutation | undefined;

/** What a change takes from chance. */
export interface Pick {
  readonly value: Json;
  readonly key: string;
  readonly from: number;
}

/** Values that are right somewhere, wrong elsewhere, or lie at a limit. */
const values: readonly Json[] = [
  ...[null, true, false, 0, 1, -1, 2, 1.5, 399, 410, 600, 999, 1000, 65_535, 65_536, 2 ** 53 - 1],
  ...['', ' ', '\n', 'x', 'Read', 'none', 'content', 'read', 'reed', 'always', 'user', 'rest', 'gone', 'key', 'do_all'],
  ...[9, 20, 21, 41, 51, 60, 61, 64, 65, 100, 101, 299, 300, 301, 500, 501].map((length) => 'y'.repeat(length)),
  ...[20, 60, 61, 300, 301].map((length) => '😀'.repeat(length)),
  ...['1.0', '01.0.0', '2.0.0', '1.0.0-', '10s', '0s', '60m', '100m', '7/s', '7/d', 'TENANT_ID', 'tenantId'],
  ...['2027-01-31', '2027-99-99', '2027-02-29', '2028-02-29', '2100-02-29', 'a@example.com', 'a@', '.a@b.example'],
  ...[
    'https://[',
    'https://example.com',
    'http://example.com/a b',
    'https://',
    'https://256.1.1.1/',
    'ftp://a.example',
  ],
  ...['https://{tenant}.example.com', 'https://a.example:99999', 'https://a.example:443/%zz', 'https://a.example/..'],
  ...[
    '#/schemas/Base',
    '#/schemas/Text',
    '#/schemas/',
    '#/schemas/a/b',
    '#/$defs/Base',
    '(',
    '^a$',
    'date',
    'email',
    'json',
  ],
  ...['string', 'integer', 'array', 'object', 'null', 'strnig'],
  [
    ['string', 'null'],
    ['null', 'object'],
    ['string'],
    ['null', 'null'],
    ['string', 'integer'],
    ['string', 'null', 'null'],
  ],
  ...[
    ['string', 'null'],
    ['null', 'object'],
    ['string'],
    ['null', 'null'],
    ['string', 'integer'],
    [],
    ['a'],
    ['a', 'a'],
  ],
  ...[
    [1, 1],
    [null],
    [''],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    ['rest', 'mcp'],
    ['rest', 'rest'],
    ['Read', 'a b'],
  ],
  ...[{}, { a: 1 }, { x: 'y' }, { input: {}, output: null }, { TENANT: 'X' }, { oauth2: {} }],
  ...[{ type: 'object' }, { type: 'string', minLength: 2 }, { type: 'string', minimum: 2 }, { type: 'array' }],
  ...[{ type: ['object', 'null'], properties: {} }, { type: 'array', items: { type: 'string' } }, { enum: ['a'] }],
  ...[
    { enum: [] },
    { const: null },
    { oneOf: [] },
    { oneOf: [{ type: 'string' }] },
    { allOf: [{ $ref: '#/schemas/Base' }] },
  ],
  ...[
    { type: 'object', oneOf: [{ type: 'string' }] },
    { $ref: '#/schemas/Base', type: 'object' },
    { description: 'x' },
  ],
  { type: 'object', properties: { 'a.b': { type: 'string' } }, required: ['a.b'], additionalProperties: true },
  { type: 'object', properties: { 'a b': { type: 'string' } } },
  { anyOf: [{ type: 'string' }], allOf: [{ type: 'object' }] },
];

/** Values at the limits that a schema sets, and just beyond; `value` is one within them. */
export function atTheLimits(schema: Json, value: Json): readonly Json[] {
  const limits = Object.fromEntries(entriesOf(schema));
  const found: Json[] = [];
  const { minLength, maxLength, pattern, format, minimum, maximum, exclusiveMinimum, uniqueItems, minItems } = limits;
  if (minLength !== undefined) found.push('');
  if (pattern !== undefined) found.push(' ', 'ä ö');
  if (format !== undefined) found.push('(');
  if (typeof maxLength === 'number') {
    for (const unit of ['y', '😀']) found.push(unit.repeat(maxLength), unit.repeat(maxLength + 1));
  }
  if (typeof minimum === 'number') found.push(minimum, minimum - 1, minimum + 0.5);
  if (typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER) found.push(maximum, maximum + 1);
  if (typeof exclusiveMinimum === 'number') found.push(exclusiveMinimum);
  if (minItems !== undefined) found.push([]);
  if (uniqueItems !== undefined && Array.isArray(value)) found.push([...value, ...value]);
  return found;
}

const foreignKeys = [
  ...['$defs', 'nullable', 'patternProperties', 'not', 'if', 'example', '$schema', 'unevaluatedProperties', 'widht'],
  ...['x', 'X', 'Get-Thing', 'a b', '', '__proto__', 'constructor', 'toString', 'client/x', 'ключ', 'a'.repeat(65)],
];

/** Keys in the wrong place: those of `trees`, and some that are right nowhere. */
export function keysOf(trees: readonly Json[]): readonly string[] {
  const own = trees.flatMap((tree) => pathsOf(tree)).map((path) => path.at(-1));
  return [...new Set([...own.filter((step) => typeof step === 'string'), ...foreignKeys])];
}

function inParent(tree: Json, path: Path, edit: (step: string | number) => Edit): Mutation | undefined {
  const step = path.at(-1);
  return step === undefined ? undefined : { path, tree: edited(tree, path.slice(0, -1), edit(step)) };
}

const replacing = (tree: Json, path: Path, value: Json): Mutation | undefined =>
  inParent(tree, path, (step) => (entries) => entries.map(([key, old]) => [key, key === step ? value : old]));

const fresh = ['New text', 'Another', 'abc'];

export const mutations = {
  drop: (tree, path) => inParent(tree, path, (step) => (entries) => entries.filter(([key]) => key !== step)),
  replace: (tree, path, { value }) => replacing(tree, path, value),
  rename: (tree, path, { key: name }) =>
    inParent(tree, path, (step) => (entries) => entries.map(([key, value]) => [key === step ? name : key, value])),
  insert: (tree, path, { key: name, value }) => ({
    path: [...path, name],
    tree: edited(tree, path, (entries) => [...entries.filter(([key]) => key !== name), [name, value]]),
  }),
  double(tree, path) {
    return inParent(
      tree,
      path,
      (step) => (entries) => entries.flatMap((entry) => (entry[0] === step ? [entry, entry] : [entry])),
    );
  },
  copy(tree, path, { from }) {
    const paths = pathsOf(tree);
    const value = valueAt(tree, paths[from % paths.length] ?? []);
    return value === undefined || isTree(value) ? undefined : replacing(tree, path, value);
  },
  /** A change of a text or number that is often fine. */
  touch(tree, path, { from }) {
    const value = valueAt(tree, path);
    if (typeof value === 'number') return replacing(tree, path, value + 1);
    if (typeof value === 'boolean') return replacing(tree, path, !value);
    if (typeof value !== 'string') return undefined;
    return replacing(tree, path, from % 2 === 0 ? `${value}a` : (fresh[from % fresh.length] ?? ''));
  },
} as const satisfies Record<string, Mutate>;

/** Arbitrary changes, one to three, of one of `trees`. */
export function mutatedSpecs(
  trees: readonly Json[],
): fc.Arbitrary<{ readonly original: Json; readonly steps: readonly Mutation[] }> {
  const keys = keysOf(trees);
  const edit = fc.record({
    mutate: fc.constantFrom<Mutate>(...Object.values(mutations), mutations.touch, mutations.touch, mutations.drop),
    at: fc.nat(),
    pick: fc.record({ value: fc.constantFrom(...values), key: fc.constantFrom(...keys), from: fc.nat() }),
  });
  const edits = fc.array(edit, { minLength: 1, maxLength: 3, size: 'max' });
  return fc.tuple(fc.constantFrom(...trees), edits).map(([original, list]) => {
    const steps: Mutation[] = [];
    let tree = original;
    for (const { mutate, at, pick } of list) {
      const paths = pathsOf(tree);
      const step = mutate(tree, paths[at % paths.length] ?? [], pick);
      if (step === undefined) continue;
      steps.push(step);
      tree = step.tree;
    }
    return { original, steps };
  });
}
