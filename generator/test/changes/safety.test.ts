import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCompare } from '../../compiler/diff/compare.js';
import { diff } from '../../compiler/diff/diff.js';
import { typesOf } from '../../compiler/diff/schemas.js';
import { generate } from '../../compiler/index.js';
import type { ToolSpec } from '../../compiler/model.js';
import { lower } from '../../compiler/schema/lower.js';
import type { Json, JsonSchema } from '../../runtime/contract.js';
import { createValidators } from '../../runtime/schema/index.js';
import { valueFor, valuesAround } from '../../runtime/schema/test-values.js';
import { specs } from '../equivalence/schemas.js';
import { specText, toolName } from '../equivalence/spec-text.js';
import { mutatedSpecs } from '../spec-mutations.js';
import { base } from './base.js';
import { modelOf } from './served.js';

/**
 * What a diff calls harmless is: a value that one of two schemas accepts and the other refuses is told of, whatever the
 * schemas are. And what the documents say differently is told of too.
 */

const seed = 20261128;
const runs = Number(process.env['DIGLOT_PROPERTY_RUNS'] ?? 400);
const toolsPerSpec = 4;
const valuesPerPair = 24;

/** A schema's shape with one thing changed, as an author changes it. */
const keywords = fc.constantFrom<readonly [string, Json]>(
  ...([
    ['minLength', 2],
    ['maxLength', 2],
    ['minimum', 1],
    ['maximum', 1],
    ['multipleOf', 2],
    ['minItems', 1],
    ['maxItems', 1],
    ['uniqueItems', true],
    ['minProperties', 1],
    ['additionalProperties', false],
    ['additionalProperties', true],
    ['required', []],
  ] as const),
);
const picks = fc.record({ at: fc.nat(), drop: fc.boolean(), keyword: keywords });

/** The schemas within a schema, itself first. */
function within(schema: JsonSchema): readonly JsonSchema[] {
  const { properties = {}, items, additionalProperties, oneOf = [], anyOf = [] } = schema;
  const others = typeof additionalProperties === 'object' ? [additionalProperties] : [];
  const parts = [...Object.values(properties), ...(items ? [items] : []), ...others, ...oneOf, ...anyOf];
  return [schema, ...parts.flatMap(within)];
}

const droppable = /^(min|max|multiple|exclusive|unique|pattern|format|required|enum|const|additional)/;

/** The schema with a keyword set or dropped somewhere in it. */
function changed(
  schema: JsonSchema,
  { at, drop, keyword: [key, value] }: { at: number; drop: boolean; keyword: readonly [string, Json] },
) {
  const copy = structuredClone(schema);
  const all = within(copy);
  const target = all[at % all.length];
  if (target === undefined) return copy;
  const own = Object.keys(target).filter((each) => droppable.test(each));
  const gone = own[at % Math.max(1, own.length)];
  if (drop && gone !== undefined) Reflect.deleteProperty(target, gone);
  else if (fits(target, key)) Reflect.set(target, key, value);
  return copy;
}

function fits({ type }: JsonSchema, key: string): boolean {
  const kind = Array.isArray(type) ? type.find((each) => each !== 'null') : type;
  if (/Length/.test(key)) return kind === 'string';
  if (/Items/.test(key)) return kind === 'array';
  return /imum|multiple/.test(key) ? kind === 'number' || kind === 'integer' : kind === 'object';
}

function modelsOf(text: string): ToolSpec | undefined {
  try {
    return modelOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

test('what it calls neither narrower nor wider is neither', { timeout: 600_000 }, () => {
  const counted = { pairs: 0, narrower: 0, wider: 0, same: 0, values: 0 };
  const property = fc.property(
    specs(toolsPerSpec),
    specs(toolsPerSpec),
    fc.array(picks, { minLength: 1, maxLength: 3 }),
    (made, other, edits) => {
      const tools = made.tools.map(({ input, output }) => ({ input: edits.reduce(changed, input), output }));
      const shared = Object.fromEntries(
        Object.entries(made.shared).map(([name, schema]) => [name, edits.reduce(changed, schema)]),
      );
      const text = (each: typeof tools, schemas: typeof shared) => specText({ schemas, tools: each });
      const old = modelsOf(text([...made.tools], made.shared));
      const successors = [
        modelsOf(text(tools, made.shared)),
        modelsOf(text([...made.tools], shared)),
        modelsOf(text([...other.tools], other.shared)),
      ];
      if (old === undefined) throw new Error('a made spec is right');
      for (const now of successors) if (now !== undefined) compareAll(old, now, counted);
    },
  );
  fc.assert(property, { seed, numRuns: Math.ceil(runs / 20), endOnFailure: true });
  console.log(
    `changes: ${counted.pairs} pairs of schemas, ${counted.narrower} narrower, ${counted.wider} wider, ${counted.same} the same, ${counted.values} values`,
  );
  expect(Math.min(counted.narrower, counted.wider, counted.same)).toBeGreaterThan(counted.pairs / 20);
});

function compareAll(
  old: ToolSpec,
  now: ToolSpec,
  counted: Record<'pairs' | 'narrower' | 'wider' | 'same' | 'values', number>,
) {
  const [before, after] = [typesOf(old), typesOf(now)];
  const compare = createCompare(before, after);
  const lowered = (types: typeof before) =>
    Object.fromEntries([...types].map(([name, type]) => [name, lower(type, { dialect: 'runtime', types })]));
  const [oldSchemas, newSchemas] = [lowered(before), lowered(after)];
  const [validateOld, validateNew] = [createValidators(oldSchemas), createValidators(newSchemas)];
  for (const [index, tool] of old.tools.entries()) {
    const successor = now.tools[index];
    if (successor === undefined) continue;
    const delta = compare(tool.input, successor.input);
    counted.pairs++;
    if (delta.narrows) counted.narrower++;
    if (delta.widens) counted.wider++;
    if (!delta.narrows && !delta.widens) counted.same++;
    const was = lower(tool.input, { dialect: 'runtime', types: before });
    const is = lower(successor.input, { dialect: 'runtime', types: after });
    const [acceptsOld, acceptsNew] = [validateOld.validator(was), validateNew.validator(is)];
    const sample = { seed: seed + index, numRuns: valuesPerPair / 3 };
    const values = [
      ...fc.sample(valueFor(was, oldSchemas), sample),
      ...fc.sample(valueFor(is, newSchemas), sample),
      ...fc.sample(valuesAround(was, oldSchemas), sample),
    ];
    for (const value of values) {
      counted.values++;
      const verdict = { old: acceptsOld(value).length === 0, new: acceptsNew(value).length === 0 };
      const told = { tool: toolName(index), was, is, value, ...verdict };
      if (verdict.old && !verdict.new) expect({ ...told, narrows: delta.narrows }).toEqual({ ...told, narrows: true });
      if (!verdict.old && verdict.new) expect({ ...told, widens: delta.widens }).toEqual({ ...told, widens: true });
    }
  }
}

test('whatever the documents say differently is told', { timeout: 600_000 }, async () => {
  const counted = { different: 0, equal: 0 };
  const property = fc.asyncProperty(mutatedSpecs([base]), async ({ steps }) => {
    const tree = steps.at(-1)?.tree;
    const now = tree === undefined ? undefined : modelsOf(JSON.stringify(tree));
    if (tree === undefined || now === undefined) return;
    const [was, is] = [await documents(base), await documents(tree)];
    if (was === undefined || is === undefined) return;
    const changes = diff(modelOf(base), now);
    const isDifferent = was !== is;
    counted[isDifferent ? 'different' : 'equal']++;
    const told = { steps: steps.map(({ path }) => path), changes: changes.map(({ code }) => code) };
    if (isDifferent) expect({ ...told, count: changes.length }).not.toEqual({ ...told, count: 0 });
  });
  await fc.assert(property, { seed, numRuns: runs, endOnFailure: true });
  console.log(`changes: ${counted.different} specs with other documents, ${counted.equal} with the same`);
  expect(counted.different).toBeGreaterThan(runs / 20);
});

/** What the documents of a spec say, whatever order things stand in; its version aside. */
async function documents(tree: Json): Promise<string | undefined> {
  const generated = await generate({ path: 'spec/tools.yaml', text: JSON.stringify(tree) });
  if (!generated.ok) return undefined;
  const files = generated.files.filter(({ path }) => /(openapi|mcp|ai-plugin|openapi-3\.1)\.json$/.test(path));
  return files
    .map(({ content }) => JSON.stringify(sorted(JSON.parse(content))))
    .join('\n')
    .replaceAll(/"version":"[^"]*"/g, '"version":""');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(sorted)
      .map((each) => JSON.stringify(each))
      .toSorted();
  if (typeof value !== 'object' || value === null) return value;
  // Anything may stand under other names where a schema says so, and where it does not say.
  const said = Object.entries(value).filter(([key, inner]) => key !== 'additionalProperties' || inner !== true);
  const entries = said.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
