import ts from 'typescript';
import { printDiagnostics } from '../../compiler/diagnostics/print.js';
import { generate } from '../../compiler/generate.js';

/** What became of one spec. */
export interface Outcome {
  readonly files: number;
  readonly codes: readonly string[];
  /** What should never be; empty when all is well. */
  readonly faults: readonly string[];
}

const plain = { red: same, yellow: same, blue: same, bold: same };

function same(text: string): string {
  return text;
}

/** Compiles a spec and says whether what came out is what any spec may lead to: sound files, or located diagnostics. */
export async function examine(text: string): Promise<Outcome> {
  const source = { path: 'spec/tools.yaml', text };
  const faults: string[] = [];
  try {
    const result = await generate(source);
    if (!result.ok && !result.diagnostics.some(({ severity }) => severity === 'error'))
      faults.push('no files, no error');
    for (const { code, span } of result.diagnostics) {
      const within = 0 <= span.start && span.start <= span.end && span.end <= text.length;
      if (!within) faults.push(`${code} lies outside of the text: ${span.start} to ${span.end} of ${text.length}`);
    }
    printDiagnostics(result.diagnostics, source, plain);
    const files = result.ok ? result.files : [];
    for (const { path, content } of files) {
      for (const problem of path.endsWith('.json') ? jsonProblems(content) : syntaxProblems(content)) {
        faults.push(`${path}: ${problem}`);
      }
    }
    return { files: files.length, codes: result.diagnostics.map(({ code }) => code), faults };
  } catch (error) {
    faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { files: 0, codes: [], faults };
  }
}

function jsonProblems(content: string): readonly string[] {
  try {
    JSON.parse(content);
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** What the TypeScript compiler's parser has against a file. It keeps that on the file, in a property that its types leave out. */
export function syntaxProblems(content: string): readonly string[] {
  const file: ts.SourceFile & { readonly parseDiagnostics?: readonly ts.Diagnostic[] } = ts.createSourceFile(
    'file.ts',
    content,
    ts.ScriptTarget.ES2022,
  );
  if (file.parseDiagnostics === undefined) return ['the TypeScript compiler no longer tells its syntax errors'];
  return file.parseDiagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
