import fc from 'fast-check';
import type { Json, JsonSchema } from '../../runtime/contract.js';
import { valueFor, valuesAround } from '../../runtime/schema/test-values.js';
import type { Verdicts } from './four-validators.js';

/** How many values a schema is tried on. */
export const valuesPerSchema = 20;

const mostFitting = 8;
const tries = 40;

/** What values are drawn from. */
export interface Draw {
  readonly schemas: { readonly [name: string]: JsonSchema };
  readonly verdicts: Verdicts;
  readonly seed: number;
}

/** Values for a contract's schema: some that the runtime accepts, if any turn up, and others around them. */
export function valuesOf(schema: JsonSchema, { schemas, verdicts, seed }: Draw): readonly Json[] {
  const fitting = fc
    .sample(valueFor(schema, schemas), { seed, numRuns: tries })
    .filter(verdicts.runtime)
    .slice(0, mostFitting);
  const others = fc.sample(valuesAround(schema, schemas), { seed, numRuns: valuesPerSchema - fitting.length });
  return [...fitting, ...others];
}
