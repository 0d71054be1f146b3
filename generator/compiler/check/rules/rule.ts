import type { Report, Span } from '../../diagnostics/diagnostic.js';
import type { Tool, ToolSpec } from '../../model.js';
import type { Places } from '../../schema/scope.js';
import type { TypeExpr } from '../../schema/type-expr.js';
import type { YamlMap, YamlNode } from '../../source/source.js';

/** What every rule may look at: the checked spec, and the text it came from. */
export interface Subject {
  readonly spec: ToolSpec;
  readonly root: YamlNode;
  readonly places: Places;
  /** The schemas under `schemas` by name. */
  readonly types: ReadonlyMap<string, TypeExpr>;
  readonly toolNames: ReadonlySet<string>;
  /** Whether the language has no error there, so that what was read is what was written. */
  isSound(span: Span): boolean;
}

/** One tool of it. */
export interface ToolSubject extends Subject {
  readonly tool: Tool;
  /** The tool's map. */
  readonly node: YamlNode;
  /** Where the value at a path of keys of the tool stands; the tool's name where there is none. */
  at(...path: string[]): Span;
}

/** One schema, wherever it was written. */
export interface SchemaSubject extends Subject {
  readonly type: TypeExpr;
  readonly node: YamlMap;
}

/** Rules report what they find and change nothing. */
export type SpecRule = (subject: Subject, report: Report) => void;
export type ToolRule = (subject: ToolSubject, report: Report) => void;
export type SchemaRule = (subject: SchemaSubject, report: Report) => void;
