import type { JsonSchema } from '../../runtime/contract.js';
import type { Body, Parameter } from '../../upstream/operation.js';
import type { Lose } from '../losses.js';

/** The document that an operation stands in, and who hears of losses. */
export interface DocumentAround {
  readonly root: unknown;
  readonly lose: Lose;
}

/** The input of a tool while it is put together. */
export interface InputParts {
  readonly taken: ReadonlySet<string>;
  readonly parameters: Record<string, Parameter & { readonly wireName: string }>;
  body: Body | undefined;
  add(argument: string, schema: JsonSchema, isRequired: boolean): void;
  schema(): JsonSchema;
}

/** An input without arguments. */
export function createInput(): InputParts {
  const properties = new Map<string, JsonSchema>();
  const required: string[] = [];
  const taken = new Set<string>();
  return {
    taken,
    parameters: {},
    body: undefined,
    add(argument, schema, isRequired) {
      properties.set(argument, schema);
      taken.add(argument);
      if (isRequired) required.push(argument);
    },
    schema: () => ({
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
    }),
  };
}
