import { check } from './check/check.js';
import { createDiagnosticBag, type Diagnostic } from './diagnostics/diagnostic.js';
import type { VirtualFile } from './emit/emitter.js';
import { emitters } from './emit/index.js';
import type { ToolSpec } from './model.js';
import { parse } from './source/parse.js';
import type { Source } from './source/source.js';

/** What became of a spec: the files it means, or why it means none. */
export type Generated =
  | {
      readonly ok: true;
      readonly spec: ToolSpec;
      readonly files: readonly VirtualFile[];
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The pipeline: text to located YAML, to a checked model, to files as values. Writes nothing. */
export async function generate(source: Source): Promise<Generated> {
  const { report, all, hasErrors } = createDiagnosticBag();
  const root = parse(source, report);
  const spec = root && check(root, report);
  if (spec === undefined || hasErrors()) return { ok: false, diagnostics: all() };
  const files = await Promise.all(emitters.map((emitter) => emitter.emit(spec)));
  return { ok: true, spec, files: files.flat(), diagnostics: all() };
}
