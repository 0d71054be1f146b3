import { join } from 'node:path';
import ts from 'typescript';
import { repository } from '../project.js';

/** Strict TypeScript in this process, on files that exist in memory only. */

const folder = join(repository, 'generator/test/equivalence/in-memory');
const libraries = new Map<string, ts.SourceFile | undefined>();

function options(): ts.CompilerOptions {
  const path = join(repository, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, repository).options;
}

/** What this repository's own settings have against the files (path to text), one line each. */
export function typeErrors(files: ReadonlyMap<string, string>): readonly string[] {
  const texts = new Map([...files].map(([path, text]) => [join(folder, path), text]));
  const compilerOptions = options();
  const disk = ts.createCompilerHost(compilerOptions, true);
  const host: ts.CompilerHost = {
    ...disk,
    directoryExists: (path) =>
      [...texts.keys()].some((each) => each.startsWith(`${path}/`)) || ts.sys.directoryExists(path),
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    getSourceFile(path, languageVersion) {
      const text = texts.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, languageVersion, true);
      if (!libraries.has(path)) libraries.set(path, disk.getSourceFile(path, languageVersion));
      return libraries.get(path);
    },
  };
  const program = ts.createProgram([...texts.keys()], compilerOptions, host);
  const found = [...texts.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  return found.map((diagnostic) => {
    const { file, start = 0, messageText } = diagnostic;
    const line = file?.text.slice(file.text.lastIndexOf('\n', start) + 1).split('\n', 1);
    return `${ts.flattenDiagnosticMessageText(messageText, '\n')}\n  in ${line}`;
  });
}

/**
 * The type that holds one JSON value alone. Every object names the keys of `absent` that it lacks as `?: never`:
 * TypeScript else takes a missing `toString` for the inherited one, and refuses a value that has nothing in common with
 * a type of optional properties.
 */
export function literalType(value: unknown, absent: readonly string[]): string {
  if (Array.isArray(value)) return `[${value.map((item) => literalType(item, absent)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${literalType(inner, absent)}`);
  const lacking = absent.filter((key) => !Object.hasOwn(value, key)).map((key) => `${JSON.stringify(key)}?: never`);
  return `{ ${[...fields, ...lacking].join('; ')} }`;
}
