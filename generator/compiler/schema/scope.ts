import type { Report, Span } from '../diagnostics/diagnostic.js';
import type { YamlMap } from '../source/source.js';
import type { TypeExpr } from './type-expr.js';

/** Each schema of a spec to the node it was written in, in the order they were read. */
export type Places = ReadonlyMap<TypeExpr, YamlMap>;

/** What parsing a schema needs from its surroundings. */
export interface SchemaScope {
  readonly report: Report;
  /** Filled with each schema that is read. */
  readonly places: Map<TypeExpr, YamlMap>;
  /** Names under `schemas`. */
  readonly names: ReadonlySet<string>;
  /** Called for each reference to an existing name. */
  refer(name: string, span: Span): void;
  /** The schema of that name, or undefined while it can't be had: broken, or part of a circle. */
  resolve(name: string): TypeExpr | undefined;
}
