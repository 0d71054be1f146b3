import fc from 'fast-check';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { renderTypes } from '../compiler/emit/contract/render-types.js';
import { typesDocument } from '../compiler/emit/contract/types.js';
import { generate } from '../compiler/generate.js';
import { specs } from './equivalence/schemas.js';
import { specText } from './equivalence/spec-text.js';
import { readCorpus } from './fuzz/corpus.js';
import { mutated } from './fuzz/mutate.js';
import { randomOf } from './fuzz/random.js';

/** What openapi-typescript's own entry makes of the types of a spec, and what we make of them; nothing of a wrong one. */
async function renderings(text: string): Promise<{ readonly theirs?: string; readonly ours?: string }> {
  const result = await generate({ path: 'spec/tools.yaml', text });
  if (!result.ok) return {};
  const document = typesDocument(result.spec);
  const ours = renderTypes(document);
  const nodes = await openapiTypescript(document as unknown as OpenAPI3, { silent: true, defaultNonNullable: false });
  return { theirs: astToString(nodes), ours };
}

/** A spec's schemas under names that the library has a meaning for elsewhere. */
const named = `diglot: 1
info: { title: Named, version: 1.0.0, description: Names that mean something elsewhere. }
server: { url: https://named.example.com }
auth: none
schemas:
  parameters: { type: object, properties: { requestBody: { type: string, default: a } } }
  Discriminated:
    oneOf: [{ $ref: '#/schemas/parameters' }, { const: null }]
tools:
  name:
    title: Name
    description: Names things.
    effect: read
    input:
      type: object
      properties:
        discriminator: { type: object, properties: { propertyName: { type: string }, mapping: { type: string } } }
        propertyName: { type: object, properties: { discriminator: { $ref: '#/schemas/Discriminated' } } }
        items: { type: object, properties: { defs: { type: string }, allOf: { type: string } } }
        components: { type: object, properties: { enum: { type: string }, readOnly: { type: boolean } } }
        externalValue: { type: string }
    output: { type: object, properties: { properties: { type: object, properties: { type: { type: string } } } } }
`;

test('types are what the library makes by its own entry: of names that mean something elsewhere', async () => {
  const { theirs, ours } = await renderings(named);
  expect(ours).toBeDefined();
  expect(ours).toBe(theirs);
});

test('of any spec', async () => {
  const corpus = readCorpus();
  const texts = [...corpus, ...Array.from({ length: 400 }, (_, run) => mutated(corpus, randomOf(7, run)))];
  let rendered = 0;
  for (const text of texts) {
    const { theirs, ours } = await renderings(text);
    expect(ours).toBe(theirs);
    if (ours !== undefined) rendered += 1;
  }
  expect(rendered).toBeGreaterThan(80);
}, 120_000);

test('of any schemas', async () => {
  await fc.assert(
    fc.asyncProperty(specs(3), async ({ shared: schemas, tools }) => {
      const { theirs, ours } = await renderings(specText({ schemas, tools }));
      expect(ours).toBe(theirs);
    }),
    { numRuns: 60, seed: 1 },
  );
}, 120_000);
