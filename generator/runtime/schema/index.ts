import type { JsonSchema } from '../contract.js';
import { createBuilder } from './build.js';
import { createDefaults, type FillDefaults } from './defaults.js';
import { type Issue, Issues } from './issues.js';

export type { FillDefaults } from './defaults.js';
export type { Issue } from './issues.js';
export { SchemaError } from './rules.js';

/** All issues of a value in document order, at most 32; empty when the schema accepts it. */
export type Validate = (value: unknown) => readonly Issue[];

/** Builds validators over a set of named schemas, each of which is built once. */
export interface Validators {
  /** Throws SchemaError on a reference that can't be followed. */
  validator(schema: JsonSchema): Validate;
  /** Undefined where the schema has no default at all. */
  defaults(schema: JsonSchema): FillDefaults | undefined;
}

const none: readonly Issue[] = [];

/** Validators for schemas that may refer to `schemas`. */
export function createValidators(schemas: { readonly [name: string]: JsonSchema }): Validators {
  const builder = createBuilder(schemas);
  return {
    validator(schema) {
      const check = builder.build(schema);
      return (value) => {
        if (check.accepts(value)) return none;
        const issues = new Issues();
        check.explain(value, undefined, issues);
        return issues.list.length > 0 ? issues.list : [{ pointer: '', code: 'type', message: 'must be a JSON value' }];
      };
    },
    defaults: (schema) => createDefaults(schema, schemas),
  };
}
