import type { Report, Span } from '../diagnostics/diagnostic.js';
import type { TypeExpr } from './type-expr.js';

/** What parsing a schema needs from its surroundings. */
export interface SchemaScope {
  readonly report: Report;
  /** Names under `schemas`. */
  readonly names: ReadonlySet<string>;
  /** Called for each reference to an existing name. */
  refer(name: string, span: Span): void;
  /** The schema of that name, or undefined while it can't be had: broken, or part of a circle. */
  resolve(name: string): TypeExpr | undefined;
}
