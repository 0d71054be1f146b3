import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { schemaText } from '../cli/schema.js';
import { check } from '../compiler/check/check.js';
import { createDiagnosticBag, type Diagnostic } from '../compiler/diagnostics/diagnostic.js';
import { generate } from '../compiler/generate.js';
import { parse } from '../compiler/source/parse.js';
import type { Json } from '../runtime/contract.js';
import { oddSpecs } from './odd-specs.js';
import { createProject, repository } from './project.js';
import { schemaKeys } from './schema-keys.js';
import { atTheLimits, mutatedSpecs, mutations } from './spec-mutations.js';
import { type Path, pathsOf, valueAt } from './trees.js';

/** The JSON Schema that editors use and the checker agree on the form of a spec. UPDATE_GOLDEN=1 rewrites the file. */

const committed = join(repository, 'generator/tools.schema.json');
const schema: Json = JSON.parse(schemaText());
const ajv = new Ajv2020({ strictTypes: false, keywords: ['patternErrorMessage'], formats: { regex: isRegex } });
const accepts = ajv.compile(Object(schema));
const conditions = new Map<string, (tree: Json) => boolean>();
const keys = schemaKeys(schema, (condition, tree) => {
  const text = JSON.stringify(condition);
  const holds = conditions.get(text) ?? ajv.compile(Object(condition));
  conditions.set(text, holds);
  return holds(tree);
});

function isRegex(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Codes for what is wrong in form, whatever the rest of the spec says. */
const structural: ReadonlySet<string> = new Set([
  'spec/unknown-key',
  'spec/missing-key',
  'spec/wrong-type',
  'spec/unknown-value',
  'spec/bad-text',
  'spec/out-of-range',
  'spec/too-few',
  'spec/repeated-item',
  'spec/bad-name',
  'spec/language-version',
  'schema/unsupported-keyword',
  'schema/misplaced-keyword',
  'schema/missing-type',
  'schema/bad-type',
  'schema/bad-reference',
  'schema/bad-pattern',
  'schema/items-missing',
  'schema/bad-property-name',
  'schema/repeated-value',
  'tool/bad-name',
  'auth/several-schemes',
  'auth/bad-scope-name',
  'server/several-urls',
  'server/bad-url',
  'effect/missing',
  'text/title-length',
  'text/description-length',
  'text/status-length',
  'text/plugin-length',
]);

interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly structural: readonly string[];
}

/** What the checker finds in a tree, as JSON text, which is YAML. */
function findings(tree: Json): Findings {
  const text = JSON.stringify(tree);
  const bag = createDiagnosticBag();
  const root = parse({ path: 'tools.yaml', text }, bag.report);
  if (root !== undefined) check(root, bag);
  const diagnostics = bag.all();
  /** A root that is itself not an object is wrong in form; one that refers to another schema is not. */
  const ownRoot = ({ code, span }: Diagnostic) =>
    code === 'schema/root-not-object' && !Object.hasOwn(JSON.parse(text.slice(span.start, span.end)), '$ref');
  const found = diagnostics.filter((diagnostic) => structural.has(diagnostic.code) || ownRoot(diagnostic));
  return { diagnostics, structural: found.map(({ code, message }) => `${code}: ${message}`) };
}

const everyKey = readFileSync(join(repository, 'generator/test/every-key.yaml'), 'utf8');
const shop = readFileSync(join(repository, 'spec/tools.yaml'), 'utf8');
const everyKeyTree: Json = parseYaml(everyKey);
const oddTrees = Object.values(oddSpecs).map((text): Json => parseYaml(text));
const seeds = [everyKeyTree, everyKeyTree, everyKeyTree, parseYaml(shop), ...oddTrees];

const defaultRuns = 2500;
const tally = { accepted: 0, refused: 0, wrongInMeaning: 0 };
const reached = new Set<string>();

/** Fails where the two disagree about `tree`. */
function compare(tree: Json): void {
  const { diagnostics, structural: wrong } = findings(tree);
  if (diagnostics.some(({ code }) => code.startsWith('yaml/'))) return;
  const accepted = accepts(tree);
  if (accepted !== (wrong.length === 0)) {
    const editor = accepted ? 'nothing' : ajv.errorsText(accepts.errors);
    throw new Error(`The editor finds: ${editor}\nThe checker finds: ${wrong.join('\n') || 'nothing'}`);
  }
  if (!accepted) tally.refused += 1;
  else if (diagnostics.every(({ severity }) => severity === 'warning')) tally.accepted += 1;
  else tally.wrongInMeaning += 1;
}

function note(before: Json, after: Json, path: readonly (string | number)[]): void {
  for (const key of [...keys.reached(before, path), ...keys.reached(after, path)]) reached.add(key);
}

test('the package carries what diglot schema prints', () => {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(committed, schemaText());
  const project = createProject(shop);
  const run = project.diglot('schema');
  project.remove();
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(run.stdout).toBe(readFileSync(committed, 'utf8'));
  const { exports, files } = JSON.parse(readFileSync(join(repository, 'generator/package.json'), 'utf8'));
  expect(exports).toHaveProperty(['./tools.schema.json'], './tools.schema.json');
  expect(files).toContain('tools.schema.json');
});

test('the shop points its editor at it', () => {
  expect(shop).toMatch(/^# yaml-language-server: \$schema=\.\.\/node_modules\/diglot\/tools\.schema\.json\n/u);
});

describe('every key', () => {
  test('is described, in whole sentences', () => {
    expect(keys.all.size).toBeGreaterThan(150);
    for (const [pointer, key] of keys.all) {
      expect(key, pointer).toHaveProperty('description', expect.stringMatching(/^[^\s].{8,}[.)]$/u));
    }
  });

  test('is told in words that tools for draft-07 know', () => {
    const known =
      '$schema $ref $defs title description type properties required additionalProperties propertyNames minProperties ' +
      'items minItems uniqueItems enum const anyOf allOf if then else minLength maxLength pattern format minimum maximum ' +
      'exclusiveMinimum patternErrorMessage';
    expect(keys.keywords.filter((keyword) => !known.split(' ').includes(keyword))).toEqual([]);
  });

  test('is in one spec, which is accepted', async () => {
    const { ok, diagnostics } = await generate({ path: 'every-key.yaml', text: everyKey });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(ok).toBe(true);
    const present = pathsOf(everyKeyTree).flatMap((path) => keys.reached(everyKeyTree, path));
    const absent = [...keys.all.keys()].filter((key) => !present.includes(key));
    // What is asked of a schema whose type is not known has a place of its own.
    expect(absent.filter((key) => !key.startsWith('#/$defs/schema/'))).toEqual([]);
  });
});

describe('the editor and the checker', () => {
  test.each([['the shop', shop], ['every key', everyKey], ...Object.entries(oddSpecs)])('accept %s', (_title, text) => {
    const tree: Json = parseYaml(text);
    expect(findings(tree).structural).toEqual([]);
    expect(accepts(tree), ajv.errorsText(accepts.errors)).toBe(true);
  });

  test.each<[string, Path, Json]>([
    ['a blank title', ['tools', 'do_all', 'title'], ' '],
    ['a blank description', ['info', 'description'], '\n'],
    ['what no URL parser reads', ['info', 'termsUrl'], 'https://['],
    ['a day that does not exist', ['tools', 'do_all', 'deprecated', 'sunset'], '2027-99-99'],
    ['a number listed twice', ['schemas', 'Number', 'enum'], [1, 2.5, 1.0]],
    ['an object listed twice', ['schemas', 'Listed', 'enum'], [1, 'x', { a: 1, b: 2 }, { b: 2, a: 1 }]],
    ['a list of one type', ['schemas', 'Whole', 'type'], ['integer']],
    ['another language version', ['diglot'], 2],
    ['an input that is no object', ['tools', 'do_all', 'input'], { type: 'string' }],
    ['a code point too many', ['info', 'title'], '😀'.repeat(61)],
  ])('refuse %s', (_title, path, value) => {
    const tree = mutations.replace(everyKeyTree, path, { value, key: '', from: 0 })?.tree ?? null;
    expect(findings(tree).structural).toHaveLength(1);
    expect(accepts(tree)).toBe(false);
  });

  test('agree on every key left out, misspelt, or given another value', () => {
    const others = [null, 'x', '', ' ', -1, 1.5, true, [], {}, ['a', 'a']];
    for (const [index, path] of pathsOf(everyKeyTree).entries()) {
      const picks = [others[index % others.length] ?? null, others[(index * 7 + 3) % others.length] ?? null];
      const steps = [
        mutations.drop(everyKeyTree, path),
        mutations.rename(everyKeyTree, path, { key: 'misspelt', value: null, from: 0 }),
        ...picks.map((value) => mutations.replace(everyKeyTree, path, { value, key: '', from: 0 })),
      ];
      for (const step of steps) {
        if (step === undefined) continue;
        note(everyKeyTree, step.tree, path);
        compare(step.tree);
      }
    }
  }, 120_000);

  test('agree at every limit', () => {
    let limits = 0;
    for (const path of pathsOf(everyKeyTree)) {
      const value = valueAt(everyKeyTree, path);
      const candidates = keys.schemasAt(everyKeyTree, path).flatMap((schema) => atTheLimits(schema, value ?? null));
      for (const candidate of candidates) {
        const step = mutations.replace(everyKeyTree, path, { value: candidate, key: '', from: 0 });
        if (step !== undefined) compare(step.tree);
        limits += 1;
      }
    }
    expect(limits).toBeGreaterThan(600);
  }, 120_000);

  test('agree on specs changed at random', () => {
    const numRuns = Number(process.env['DIGLOT_PROPERTY_RUNS'] ?? defaultRuns);
    fc.assert(
      fc.property(mutatedSpecs(seeds), ({ original, steps }) => {
        let tree = original;
        for (const step of steps) {
          note(tree, step.tree, step.path);
          tree = step.tree;
        }
        compare(tree);
      }),
      { numRuns, seed: numRuns === defaultRuns ? 20 : Date.now() % 2 ** 31 },
    );
  }, 3_600_000);

  test('were compared on enough of each', () => {
    if (process.env['DIGLOT_PROPERTY_RUNS'] !== undefined) console.info(tally);
    expect(tally.accepted).toBeGreaterThan(500);
    expect(tally.wrongInMeaning).toBeGreaterThan(100);
    expect(tally.refused).toBeGreaterThan(1000);
    expect([...keys.all.keys()].filter((key) => !reached.has(key))).toEqual([]);
  });
});
