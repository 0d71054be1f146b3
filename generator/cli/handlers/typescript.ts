import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Diagnostic, Project, type SourceFile, ts } from 'ts-morph';
import { identifierOf } from '../../compiler/check/names.js';
import { handlerPath } from './files.js';

/** What TypeScript has against a handler. */
export interface CodeError {
  /** Relative to the project. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const longestLine = 300;

// Loaded only when a handler has to be read: ts-morph takes half a second.

/** A project of the files that it is given alone: enough to parse, to find names and to rename them. */
export function openProject(): Project {
  const { NodeNext: module } = ts.ModuleKind;
  const { NodeNext: moduleResolution } = ts.ModuleResolutionKind;
  const compilerOptions = { ...{ noLib: true, types: [] }, module, moduleResolution };
  return new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, compilerOptions });
}

/** What makes a file no TypeScript at all. */
export function syntaxErrors(project: Project, file: SourceFile, root: string): readonly CodeError[] {
  return located(project.getProgram().getSyntacticDiagnostics(file), root);
}

/**
 * What keeps the handlers of these tools from fitting their contracts, by the project's own tsconfig.json. Reads the files
 * on disk; generated/ has to be the new one.
 */
export function handlerErrors(root: string, tools: readonly string[]): ReadonlyMap<string, readonly CodeError[]> {
  const tsConfigFilePath = join(root, 'tsconfig.json');
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    ...(existsSync(tsConfigFilePath) ? { tsConfigFilePath } : { compilerOptions: { strict: true } }),
  });
  const files = tools.map((tool) => project.addSourceFileAtPath(join(root, handlerPath(tool))));
  const program = project.getProgram();
  const errors = files.map((file, index): [string, readonly CodeError[]] => {
    const tool = tools[index] ?? '';
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    const own = located(found, root);
    const name = identifierOf(tool);
    const isExported = file.getExportSymbols().some((symbol) => symbol.getName() === name);
    const missing = { path: handlerPath(tool), line: 1, column: 1, message: `It has no export '${name}'.` };
    return [tool, isExported ? own : [missing, ...own]];
  });
  return new Map(errors.filter(([, own]) => own.length > 0));
}

function located(diagnostics: readonly Diagnostic[], root: string): readonly CodeError[] {
  return diagnostics.map((diagnostic) => {
    const file = diagnostic.getSourceFile();
    const { line, column } = file?.getLineAndColumnAtPos(diagnostic.getStart() ?? 0) ?? { line: 1, column: 1 };
    const text = ts.flattenDiagnosticMessageText(diagnostic.compilerObject.messageText, '\n');
    // A chain of causes says what is wrong at both ends; between them it only leads from the one to the other.
    const [first = '', ...causes] = text.split('\n').map((line) => line.trim().slice(0, longestLine));
    const message = [first, ...causes.slice(-1)].join(' ');
    return { path: relative(root, file?.getFilePath() ?? '').replaceAll('\\', '/'), line, column, message };
  });
}
