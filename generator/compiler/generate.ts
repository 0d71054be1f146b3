import { type Allow, allowsIn, checkAllows, remaining, reportUnused } from './check/allow.js';
import { check } from './check/check.js';
import { type ContextCost, checkCost, weigh } from './context-cost.js';
import { createDiagnosticBag, type Diagnostic, type DiagnosticBag } from './diagnostics/diagnostic.js';
import { type PrintTypes, renderTypes } from './emit/contract/render-types.js';
import type { VirtualFile } from './emit/emitter.js';
import { emitters } from './emit/index.js';
import type { ToolSpec } from './model.js';
import { parse } from './source/parse.js';
import type { Source, YamlNode } from './source/source.js';

/** What became of a spec: the files it means, or why it means none. */
export type Generated =
  | {
      readonly ok: true;
      readonly spec: ToolSpec;
      readonly files: readonly VirtualFile[];
      readonly cost: ContextCost;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** How to compile; all of it may be left out. */
export interface GenerateSettings {
  /** Whether warnings count as errors. */
  readonly strict?: boolean;
  /** Makes the text of the types; openapi-typescript, unless there is a quicker way to what it would say. */
  readonly printTypes?: PrintTypes;
}

/** A spec up to its model, and what was found on the way. */
export interface Checked {
  readonly root: YamlNode | undefined;
  /** Not to be used where there is an error of the language. */
  readonly spec: ToolSpec | undefined;
  readonly allows: readonly Allow[];
  readonly findings: DiagnosticBag;
}

/** The first half of the pipeline: text to located YAML, to a checked model. */
export function read(source: Source, { strict = false }: Pick<GenerateSettings, 'strict'> = {}): Checked {
  const findings = createDiagnosticBag({ strict });
  const root = parse(source, findings.report);
  const spec = root && check(root, findings);
  const allows = root ? allowsIn(root) : [];
  checkAllows(allows, findings.report);
  return { root, spec, allows, findings };
}

/** The pipeline: text to located YAML, to a checked model, to files as values. Writes nothing. */
export async function generate(
  source: Source,
  { strict = false, printTypes = renderTypes }: GenerateSettings = {},
): Promise<Generated> {
  const { root, spec, allows, findings } = read(source, { strict });
  const { report, all } = findings;
  const found = remaining(all(), allows);
  if (root === undefined || spec === undefined || found.some(isError)) return { ok: false, diagnostics: found };
  const files = (await Promise.all(emitters(printTypes).map((emitter) => emitter.emit(spec)))).flat();
  const cost = weigh(files);
  checkCost(cost, { spec, root }, report);
  reportUnused(all(), allows, report);
  const diagnostics = remaining(all(), allows);
  return diagnostics.some(isError) ? { ok: false, diagnostics } : { ok: true, spec, files, cost, diagnostics };
}

/** Whether a finding keeps files from being made. */
export function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
