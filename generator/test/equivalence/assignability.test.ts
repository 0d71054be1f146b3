import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../runtime/contract.js';
import { type Compiled, compileSpec, type Judged, type Verdicts } from './four-validators.js';
import { valuesOf, valuesPerSchema } from './instances.js';
import { propertyNames, specs } from './schemas.js';
import { toolName } from './spec-text.js';
import { literalType, typeErrors } from './type-check.js';

/**
 * What the validators accept has the emitted types: an input once its defaults are filled in, an output as it is, and
 * what a caller sends the type of a tool's arguments.
 */
const toolsPerSpec = 15;
const pairsPerSpec = toolsPerSpec * 2 * valuesPerSchema;
/** Pairs to draw values from, unless DIGLOT_PROPERTY_RUNS asks for another number. */
const usualPairs = 1800;

test('accepted values have the emitted types', { timeout: 900_000 }, async () => {
  const numRuns = Math.ceil(Number(process.env['DIGLOT_PROPERTY_RUNS'] ?? usualPairs) / pairsPerSpec);
  let samples = 0;
  const property = fc.asyncProperty(specs(toolsPerSpec), fc.nat(), async ({ shared, tools }, seed) => {
    const compiled = await compileSpec({ schemas: shared, tools });
    if (!compiled.ok) throw new Error(compiled.problems);
    const lines = compiled.tools.flatMap((judged, index) => samplesOf(judged, { compiled, index, seed }));
    samples += lines.length;
    expect(typeErrors(sampleFiles(compiled, lines))).toEqual([]);
  });
  await fc.assert(property, { seed: 20260131, numRuns, endOnFailure: true });
  console.log(`assignability: ${numRuns} specs, ${samples} values have the emitted types`);
  expect(samples).toBeGreaterThan((numRuns * pairsPerSpec) / 4);
});

interface Place {
  readonly compiled: Extract<Compiled, { ok: true }>;
  readonly index: number;
  readonly seed: number;
}

function sampleFiles({ file }: Extract<Compiled, { ok: true }>, lines: readonly string[]): Map<string, string> {
  const head = [
    "import type { Tools } from './generated/contract.js';",
    "import type { components } from './generated/types.js';",
    "export type Schemas = components['schemas'];",
    'export type { Tools };',
  ];
  const declared = lines.map((line, index) => line.replace(/(value|typed)_\$/g, `$1_${index}`));
  return new Map([
    ['generated/types.ts', file('generated/types.ts')],
    ['generated/contract.ts', file('generated/contract.ts')],
    ['handlers/app.ts', 'export interface App {\n  readonly name: string;\n}\n'],
    ['samples.ts', [...head, ...declared].join('\n')],
  ]);
}

function samplesOf({ tool, input, output }: Judged, { compiled, index, seed }: Place): readonly string[] {
  const { schemas } = compiled.service;
  const accepted = (schema: JsonSchema, verdicts: Verdicts) =>
    valuesOf(schema, { schemas, verdicts, seed: seed + index }).filter(verdicts.runtime);
  const name = toolName(index);
  if (tool.contract.output === 'content') return [];
  return [
    ...accepted(tool.contract.input, input).flatMap((value) => [
      sample(value, `Tools['${name}']['arguments']`),
      sample(filled(value, tool.fillDefaults), `Schemas['${name}.input']`),
    ]),
    ...accepted(tool.contract.output, output).map((value) => sample(value, `Schemas['${name}.output']`)),
  ];
}

function filled(value: Json, fill: ((value: unknown) => void) | undefined): unknown {
  const copy: unknown = structuredClone(value);
  fill?.(copy);
  return copy;
}

/** A variable of the value's own type: to a literal, TypeScript would also say that it likes no further properties. */
function sample(value: unknown, type: string): string {
  return `declare const value_$: ${literalType(value, absentNames)}; export const typed_$: ${type} = value_$;`;
}

const absentNames = [...propertyNames, 'more'];
