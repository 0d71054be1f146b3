import type { JsonSchema } from '../contract.js';
import { createBuild, type Schemas } from './build.js';
import { createFillers, type FillDefaults } from './defaults.js';
import { type Issue, Report } from './report.js';

export { SchemaError } from './check.js';
export type { FillDefaults } from './defaults.js';
export type { Issue } from './report.js';

/** The issues of a value in the order of its text, at most 32; empty when the schema accepts it. */
export type Validate = (value: unknown) => readonly Issue[];

/** Validators and fillers over one set of named schemas. Both throw SchemaError on a schema outside the subset. */
export interface Validators {
  validator(schema: JsonSchema): Validate;
  /** What fills the schema's defaults into a value it accepts, in place; undefined when it has none. */
  defaults(schema: JsonSchema): FillDefaults | undefined;
}

const none: readonly Issue[] = [];

/** Validators of schemas that may refer to `schemas`. Each of these is built once, however many refer to it. */
export function createValidators(schemas: Schemas): Validators {
  const build = createBuild(schemas);
  const filler = createFillers(schemas, build);
  return {
    validator(schema) {
      const check = build(schema);
      return (value) => {
        if (check(value, undefined)) return none;
        const report = new Report();
        check(value, report);
        return report.issues;
      };
    },
    defaults(schema) {
      // For what it refuses: the fillers would follow circular references for ever.
      build(schema);
      return filler(schema);
    },
  };
}
