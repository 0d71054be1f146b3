import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { generate } from '../compiler/generate.js';

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

const nasty = fc.oneof(
  fc.constantFrom(
    '*/ globalThis.pwned = 1 /*',
    '*\\/',
    '`${globalThis.pwned = 1}`',
    "'; globalThis.pwned = 1; '",
    '"; globalThis.pwned = 1; "',
    '</script><script>',
    '{{{x}}} {{lit x}}',
    '\\u002a/ x',
    'a\nb',
    '@deprecated',
    '😀',
    '\\',
    '\\"',
    '//',
    '<!--',
    '#!',
    '__proto__',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
);

describe('hostile texts', () => {
  test('never become code', async () => {
    let generated = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { minLength: 8, maxLength: 8 }), async (texts) => {
        const result = await generate({ path: 'spec/tools.yaml', text: spec(texts) });
        if (!result.ok) {
          expect(result.diagnostics.length).toBeGreaterThan(0);
          return;
        }
        generated += 1;
        for (const { path, content } of result.files) {
          if (path.endsWith('.json')) JSON.parse(content);
          else expect(shapeOf(content), path).toBe(shapes.get(path) ?? remember(path, content));
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(generated).toBeGreaterThan(30);
  });
});

/** The kinds of a file's syntax nodes, in order. Whatever the texts of the spec, they are those of the first run. */
const shapes = new Map<string, string>();

function remember(path: string, content: string): string {
  const shape = shapeOf(content);
  shapes.set(path, shape);
  return shape;
}

function shapeOf(content: string): string {
  const { diagnostics = [] } = ts.transpileModule(content, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  expect(diagnostics.map((diagnostic) => diagnostic.messageText)).toEqual([]);
  const kinds: string[] = [];
  const visit = (node: ts.Node): void => {
    kinds.push(ts.SyntaxKind[node.kind]);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', content, ts.ScriptTarget.ES2022));
  return kinds.join(' ');
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
