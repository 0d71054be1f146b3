import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../runtime/contract.js';
import { type Compiled, compileSpec, type Verdicts, validators } from './four-validators.js';
import { valuesOf, valuesPerSchema } from './instances.js';
import { everyKeyword, note, nothingSeen, places } from './places.js';
import { type MadeSpec, specs } from './schemas.js';

/**
 * A JSON value is accepted by all or by none: the runtime's validator, Ajv on the MCP schemas, Ajv on OpenAPI 3.1, Ajv on
 * OpenAPI 3.0 as its standard reads, and Ajv on the schema as the spec has it.
 */
const toolsPerSpec = 15;
const pairsPerSpec = toolsPerSpec * 2 * valuesPerSchema;
/** Unless DIGLOT_PROPERTY_RUNS asks for another number of pairs. */
const usualPairs = 6000;
const seed = 20260131;

const counted = { accepted: 0, refused: 0 };
const seen = nothingSeen();

test('all give one verdict', { timeout: 900_000 }, async () => {
  const numRuns = Math.ceil(Number(process.env['DIGLOT_PROPERTY_RUNS'] ?? usualPairs) / pairsPerSpec);
  const property = fc.asyncProperty(specs(toolsPerSpec), fc.nat(), async (made, valueSeed) => {
    const compiled = await compiledOf(made);
    for (const [index, { tool, input, output }] of compiled.tools.entries()) {
      const { contract } = tool;
      if (contract.output === 'content') throw new Error('no schema');
      agree(contract.input, input, { compiled, seed: valueSeed + index });
      agree(contract.output, output, { compiled, seed: valueSeed + index });
    }
  });
  // A failure names the pair; making the spec smaller would compile it many times over.
  await fc.assert(property, { seed, numRuns, endOnFailure: true });
  const pairs = counted.accepted + counted.refused;
  const keywords = Math.min(...places.map((place) => seen[place].size));
  console.log(
    `equivalence: ${numRuns} specs, ${pairs} pairs, ${counted.accepted} accepted, ${counted.refused} refused, ` +
      `${keywords} of ${everyKeyword.length} keywords in each of ${places.length} places`,
  );
  // A few pairs, as one may ask for, need not show everything.
  if (pairs < usualPairs) return;
  for (const place of places) expect([...seen[place]].sort(), place).toEqual(everyKeyword);
  expect(Math.min(counted.accepted, counted.refused)).toBeGreaterThan(pairs / 4);
});

async function compiledOf(made: MadeSpec): Promise<Extract<Compiled, { ok: true }>> {
  const compiled = await compileSpec({ schemas: made.shared, tools: made.tools });
  if (!compiled.ok) throw new Error(`${compiled.problems}\n${JSON.stringify(made)}`);
  for (const schema of Object.values(made.shared)) note(schema, 'named', seen);
  for (const { input, output } of made.tools) {
    note(input, undefined, seen);
    note(output, undefined, seen);
  }
  return compiled;
}

interface Around {
  readonly compiled: Extract<Compiled, { ok: true }>;
  readonly seed: number;
}

function agree(schema: JsonSchema, verdicts: Verdicts, { compiled, seed: valueSeed }: Around): void {
  const values = valuesOf(schema, { schemas: compiled.service.schemas, verdicts, seed: valueSeed });
  for (const value of values) {
    const given = verdictsOn(value, verdicts);
    const accepted = given.runtime;
    counted[accepted ? 'accepted' : 'refused']++;
    const want = Object.fromEntries(validators.map((name) => [name, accepted]));
    expect({ schema, schemas: compiled.service.schemas, value, ...given }).toEqual({
      schema,
      schemas: compiled.service.schemas,
      value,
      ...want,
    });
  }
}

function verdictsOn(value: Json, verdicts: Verdicts): Record<keyof Verdicts, boolean> {
  return {
    runtime: verdicts.runtime(value),
    mcp: verdicts.mcp(value),
    openapi31: verdicts.openapi31(value),
    openapi30: verdicts.openapi30(value),
    written: verdicts.written(value),
  };
}
