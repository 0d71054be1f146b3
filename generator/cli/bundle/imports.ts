import { isBuiltin } from 'node:module';
import ts from 'typescript';

/** What a module imports or requires by a literal name, in the order of the text; empty for what is no JavaScript. */
export function importsOf(path: string, content: Uint8Array): readonly string[] {
  if (!/\.[cm]?js$/.test(path)) return [];
  return ts.preProcessFile(new TextDecoder().decode(content), true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The package of a specifier; undefined for paths, built-ins and a package's own `#names`. */
export function packageNameOf(specifier: string): string | undefined {
  if (/^[./#]/.test(specifier) || isBuiltin(specifier) || /^[a-z]+:/.test(specifier)) return undefined;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
