import { join } from 'node:path';
import { Node, type SourceFile, SyntaxKind } from 'ts-morph';
import { identifierOf } from '../../compiler/check/names.js';
import type { Step } from '../../compiler/output/plan.js';
import { handlerPath, type Renaming, readHandlerFolder } from './files.js';
import { type CodeError, openProject, syntaxErrors } from './typescript.js';

/** What carrying handlers over comes to. */
export interface CarriedOver {
  readonly steps: readonly Step[];
  /** By tool, why its former handler was left where it is. */
  readonly unreadable: ReadonlyMap<string, readonly CodeError[]>;
  /** Files that import what was renamed, and were left as they are. */
  readonly unreadableImports: readonly CodeError[];
}

/**
 * Moves handlers to the names of their tools: the file, the name it exports, the name of the tool in its type, and all
 * that imports it under handlers/. No other byte changes. What can't be parsed is left alone.
 */
export function carryOver(root: string, renamed: readonly Renaming[]): CarriedOver {
  const texts = readHandlerFolder(root);
  const project = openProject();
  const absolute = (path: string) => join(root, path);
  const formerPaths = new Set(renamed.map(({ from }) => handlerPath(from)));
  const isConcerned = (path: string, text: string) =>
    formerPaths.has(path) || renamed.some(({ from }) => text.includes(`/${from}`));
  const concerned = [...texts].filter(([path, text]) => isConcerned(path, text));
  for (const [path, text] of concerned) project.createSourceFile(absolute(path), text);
  const broken = new Map(project.getSourceFiles().map((file) => [file, syntaxErrors(project, file, root)] as const));
  const moves = new Map<SourceFile, Renaming>();
  const unreadable = new Map<string, readonly CodeError[]>();
  for (const renaming of renamed) {
    const file = project.getSourceFileOrThrow(absolute(handlerPath(renaming.from)));
    const errors = broken.get(file) ?? [];
    if (errors.length > 0) unreadable.set(renaming.tool, errors);
    else moves.set(file, renaming);
  }
  for (const [file, { tool, from }] of moves) rename(file, { tool, from });
  const steps: Step[] = [...moves].map(([file, { tool, from }]) => ({
    path: handlerPath(tool),
    from: handlerPath(from),
    action: 'move',
    content: textOf(file, texts.get(handlerPath(from))),
    before: texts.get(handlerPath(from)) ?? '',
    reason: `the tool was renamed from '${from}'`,
  }));
  const unreadableImports: CodeError[] = [];
  for (const [path, text] of concerned) {
    if (formerPaths.has(path)) continue;
    const file = project.getSourceFileOrThrow(absolute(path));
    const content = textOf(file, text);
    if (content === text) continue;
    const [error] = broken.get(file) ?? [];
    if (error !== undefined) unreadableImports.push(error);
    else steps.push({ path, action: 'update', content, before: text, reason: 'imports a handler that was renamed' });
  }
  return { steps, unreadable, unreadableImports };
}

function rename(file: SourceFile, { tool, from }: Renaming): void {
  for (const type of file.getDescendantsOfKind(SyntaxKind.IndexedAccessType)) {
    const index = type.getIndexTypeNode();
    if (type.getObjectTypeNode().getText() !== 'Handlers' || !Node.isLiteralTypeNode(index)) continue;
    const literal = index.getLiteral();
    if (Node.isStringLiteral(literal) && literal.getLiteralValue() === from) literal.setLiteralValue(tool);
  }
  const [exported] = file.getExportedDeclarations().get(identifierOf(from)) ?? [];
  if (Node.isVariableDeclaration(exported) || Node.isFunctionDeclaration(exported)) exported.rename(identifierOf(tool));
  // Written in place, so that each keeps its own ending; SourceFile.move takes it away.
  for (const specifier of file.getReferencingLiteralsInOtherSourceFiles()) {
    const path = specifier.getLiteralText();
    specifier.setLiteralValue(path.replace(/[^/]*?(?=(\.\w+)?$)/, tool));
  }
}

/** The text of a file, with the mark at its beginning that the library takes away. */
function textOf(file: SourceFile, before = ''): string {
  const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = file.getFullText();
  return text.startsWith(mark) ? text : mark + text;
}
