import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { type Generated, generate } from '../compiler/generate.js';
import { findInvisible } from '../compiler/source/characters.js';
import type { Json } from '../runtime/contract.js';
import { syntaxProblems } from './fuzz/examine.js';
import { hiddenTexts, hostileTexts, refusedTexts } from './fuzz/hostile-texts.js';
import { escaped, formFields, freeFields, specWith } from './hostile-fields.js';

/** Every text of a spec is hostile until proven otherwise: it ends up as text in the output, or in a diagnostic. */

function spec(texts: readonly string[]): string {
  const [title, description, property, fallback, error, enumerated, scope, model] = texts.map((text) =>
    JSON.stringify(text),
  );
  return `diglot: 1
info: { title: Probe, version: 1.0.0, description: ${description} }
server: { url: https://probe.example.com }
auth:
  oauth2:
    issuers: [https://login.example.com]
    authorizationUrl: https://login.example.com/authorize
    tokenUrl: https://login.example.com/token
    audience: [probe]
    scopes: { Probe.Read: ${scope} }
schemas:
  Kind: { type: string, description: ${description}, enum: [a, ${enumerated}] }
errors:
  gone: { status: 410, message: ${error} }
tools:
  probe:
    title: ${title}
    description: ${description}
    modelDescription: ${model}
    effect: read
    scopes: [Probe.Read]
    errors: [gone]
    input:
      type: object
      properties:
        text: { type: string, description: ${property}, default: ${fallback}, maxLength: 9 }
        kind: { $ref: '#/schemas/Kind' }
    output: { type: object, properties: { kind: { $ref: '#/schemas/Kind' } } }
    examples: { one: { input: { text: ${fallback} }, output: {} } }
`;
}

const nasty = fc
  .oneof(
    fc.constantFrom(...hostileTexts),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  )
  .filter((text) => findInvisible(text) === undefined && !/\p{Default_Ignorable_Code_Point}/u.test(text));

describe('hostile texts', () => {
  test.each(hostileTexts.map((text) => [JSON.stringify(text), text]))(
    '%s is text in every field',
    async (_, hostile) => {
      expect(await carriers(() => hostile)).toEqual(expected);
    },
  );

  test.each(refusedTexts.map((text) => [JSON.stringify(text), text]))('%s is refused', async (_, refused) => {
    const result = await compile(specWith((field) => (field === 'tool.title' ? `a${refused}` : field.slice(0, 20))));
    expect(errorsOf(result)).toEqual(['yaml/control-character']);
  });

  test.each(hiddenTexts.map((text) => [JSON.stringify(text), text]))(
    '%s is refused where it is read',
    async (_, hidden) => {
      const shown =
        /^(?:info\.(?:title|description)|plugin|auth\.scopes|errors|other|tool\.(?:title|(?:modelD|d)escription|status))|(?:title|description)$/;
      for (const { field, most = 200 } of freeFields) {
        const result = await compile(specWith((each) => (each === field ? `a${hidden}` : each.slice(0, 20))));
        const want = shown.test(field) && most > 0 ? ['text/hidden-character'] : [];
        expect(errorsOf(result), field).toEqual(want);
      }
    },
  );

  test('of any kind are text in every field', async () => {
    const texts = fc.array(nasty, { minLength: freeFields.length, maxLength: freeFields.length });
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        expect(await carriers((index) => given[index] ?? '')).toEqual(expected);
      }),
      { numRuns: 50, seed: 7 },
    );
  }, 60_000);

  test.each(formFields)(
    'are refused or harmless in $field',
    async ({ spec }) => {
      for (const text of [...hostileTexts, ...refusedTexts]) {
        const result = await compile(spec(text));
        for (const { path, content } of result.ok ? result.files : []) {
          const { identifiers } = path.endsWith('.json') ? jsonLiterals(content) : codeOf(content);
          expect(
            identifiers.filter((name) => /pwned|globalThis/.test(name)),
            path,
          ).toEqual([]);
        }
        expect(result.ok || result.diagnostics.length > 0).toBe(true);
      }
    },
    60_000,
  );
});

const expected = Object.fromEntries(freeFields.map(({ field, files }) => [field, files.toSorted()]));

function errorsOf({ diagnostics }: Generated): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

function compile(spec: Json) {
  return generate({ path: 'spec/tools.yaml', text: JSON.stringify(spec) });
}

/**
 * The files whose literals hold each free field's text, exactly. Every file parses, and the kinds of its syntax nodes
 * are those of the spec with plain texts. Undefined when the spec is refused, which takes a diagnostic.
 */
async function carriers(hostile: (index: number) => string): Promise<Record<string, string[]> | undefined> {
  const texts = freeFields.map(({ field, most = 200, without = /^$/ }, index) => {
    const text = `${index}(${hostile(index)})${index}`;
    return { field, text: [...text].length <= most && !without.test(text) ? text : `(${index})` };
  });
  const given = new Map(texts.map(({ field, text }) => [field, text]));
  const result = await compile(specWith((field) => given.get(field) ?? ''));
  if (!result.ok) {
    expect(result.diagnostics.length).toBeGreaterThan(0);
    return undefined;
  }
  const plain = await plainShapes;
  const found = Object.fromEntries(texts.map(({ field }): [string, string[]] => [field, []]));
  for (const { path, content } of result.files) {
    const { literals, shape } = path.endsWith('.json') ? jsonLiterals(content) : codeOf(content);
    expect(shape, path).toBe(plain.get(path));
    for (const { field, text } of texts) {
      const value = field === 'input.pattern' ? escaped(text) : text;
      if (literals.has(value)) found[field]?.push(path.replace('generated/', ''));
    }
  }
  return Object.fromEntries(Object.entries(found).map(([field, files]) => [field, files.toSorted()]));
}

const plainShapes = compile(specWith((field) => field.slice(0, 20))).then((result) => {
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  const shapes = result.files.map(({ path, content }) => {
    return [path, path.endsWith('.json') ? jsonLiterals(content).shape : codeOf(content).shape] as const;
  });
  return new Map(shapes);
});

interface Contents {
  /** The values of all literals and property names. */
  readonly literals: ReadonlySet<string>;
  /** What stands outside of literals. */
  readonly identifiers: readonly string[];
  /** The kinds of the nodes, in order. */
  readonly shape: string;
}

function jsonLiterals(content: string): Contents {
  const literals = new Set<string>();
  const shapeOf = (value: Json): string => {
    if (typeof value === 'string') literals.add(value);
    if (typeof value !== 'object' || value === null) return typeof value;
    for (const key of Object.keys(value)) literals.add(key);
    return `{${Object.values(value).map(shapeOf).join(' ')}}`;
  };
  const value: Json = JSON.parse(content);
  return { shape: shapeOf(value), literals, identifiers: [] };
}

/** Reads TypeScript as its compiler does. A property's name is the same node in quotes as without. */
function codeOf(content: string): Contents {
  expect(syntaxProblems(content)).toEqual([]);
  const literals = new Set<string>();
  const identifiers: string[] = [];
  const kinds: string[] = [];
  const visit = (node: ts.Node): void => {
    const isName =
      (ts.isPropertyAssignment(node.parent) || ts.isPropertySignature(node.parent)) && node.parent.name === node;
    kinds.push(isName ? 'Name' : ts.SyntaxKind[node.kind]);
    if (ts.isStringLiteralLike(node) || (isName && ts.isIdentifier(node))) literals.add(node.text);
    else if (ts.isIdentifier(node)) identifiers.push(node.text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(ts.createSourceFile('file.ts', content, ts.ScriptTarget.ES2022, true), visit);
  return { shape: kinds.join(' '), literals, identifiers };
}

describe('any text whatever', () => {
  test('gives files or diagnostics, never a throw', async () => {
    const pieces = spec(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) => letter.repeat(20))).split(
      /(?<=[\s:{},[\]])/,
    );
    const mutated = fc
      .array(
        fc.tuple(
          fc.nat(pieces.length - 1),
          fc.constantFrom('drop', 'double', 'swap', 'garbage'),
          fc.string({ maxLength: 12 }),
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .map((edits) => {
        const copy = [...pieces];
        for (const [index, edit, garbage] of edits) {
          if (edit === 'drop') copy[index] = '';
          else if (edit === 'double') copy[index] = `${copy[index]}${copy[index]}`;
          else if (edit === 'garbage') copy[index] = garbage;
          else copy[index] = copy[(index * 7) % copy.length] ?? '';
        }
        return copy.join('');
      });
    const text = fc.oneof(
      { weight: 5, arbitrary: mutated },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    );
    await fc.assert(
      fc.asyncProperty(text, async (source) => {
        const result = await generate({ path: 'spec/tools.yaml', text: source });
        if (!result.ok) expect(result.diagnostics.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000, seed: 11 },
    );
  });

  test.each([
    ['deep flow nesting', '['.repeat(200_000)],
    ['deep block nesting', '- '.repeat(20_000)],
    ['deep explicit keys', '? '.repeat(20_000)],
    ['aliases that multiply', `a: &a [x,x]\n${Array.from({ length: 40 }, (_, i) => `b${i}: [*a,*a]`).join('\n')}`],
    ['nothing', ''],
    ['a scalar', 'hello'],
    ['a long line', `diglot: ${'x'.repeat(2_000_000)}`],
    [
      'a long chain of references',
      `schemas:\n${Array.from({ length: 20_000 }, (_, i) => `  S${i}: { $ref: '#/schemas/S${i + 1}' }\n`).join('')}`,
    ],
  ])('%s ends in a diagnostic', async (_title, text) => {
    const result = await generate({ path: 'spec/tools.yaml', text });
    expect(result.ok).toBe(false);
    expect(result.diagnostics.length).toBeGreaterThan(0);
  });
});
