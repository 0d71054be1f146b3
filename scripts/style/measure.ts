import { Node, type Project, type SourceFile, SyntaxKind } from 'ts-morph';

/** What the tree is measured by, for one folder. */
export interface Measures {
  readonly files: number;
  readonly fileLines: readonly number[];
  readonly longestFile: Place;
  readonly functionLines: readonly number[];
  readonly longestFunction: Place;
  /** Functions with more than three parameters. */
  readonly manyParameters: readonly Place[];
  readonly exported: number;
  /** Exports without a doc comment. */
  readonly undocumented: readonly Place[];
  readonly any: readonly Place[];
  /** Assertions by `as`, `as const` apart. */
  readonly as: readonly Place[];
  /** Assertions by `!`. */
  readonly nonNull: readonly Place[];
  readonly defaultExports: readonly Place[];
}

/** Where something stands, and what it measures where that is a length. */
export interface Place {
  readonly at: string;
  readonly size: number;
}

type Count = Pick<Measures, 'manyParameters' | 'any' | 'as' | 'nonNull'>;

/** Measures the files of one folder. Generated code is not to be among them: nobody writes it. */
export function measure(files: readonly SourceFile[], root: string): Measures {
  const place = (node: Node, size = 1): Place => ({
    at: `${node.getSourceFile().getFilePath().slice(root.length)}:${node.getStartLineNumber()}`,
    size,
  });
  const lengths = files.map((file) => place(file, file.getEndLineNumber() - 1));
  const functions = files.flatMap((file) => functionsOf(file)).map((node) => place(node, linesOf(node)));
  const exports = files.flatMap(exportsOf);
  const nodes = files.flatMap((file) => file.getDescendants());
  const count: Count = {
    manyParameters: nodes
      .filter((node) => isFunction(node) && node.getParameters().length > 3)
      .map((node) => place(node)),
    any: nodes.filter((node) => node.getKind() === SyntaxKind.AnyKeyword).map((node) => place(node)),
    as: nodes
      .filter((node) => Node.isAsExpression(node) && node.getTypeNode()?.getText() !== 'const')
      .map((node) => place(node)),
    nonNull: nodes.filter(Node.isNonNullExpression).map((node) => place(node)),
  };
  return {
    files: files.length,
    fileLines: lengths.map(({ size }) => size),
    longestFile: longest(lengths),
    functionLines: functions.map(({ size }) => size),
    longestFunction: longest(functions),
    exported: exports.length,
    undocumented: exports.filter((node) => !isDocumented(node)).map((node) => place(node)),
    defaultExports: files.filter((file) => file.getDefaultExportSymbol() !== undefined).map((file) => place(file)),
    ...count,
  };
}

const linesOf = (node: Node) => node.getEndLineNumber() - node.getStartLineNumber() + 1;
const longest = (places: readonly Place[]) =>
  places.reduce((most, each) => (each.size > most.size ? each : most), { at: '', size: 0 });

function isFunction(node: Node) {
  return (
    Node.isFunctionDeclaration(node) ||
    Node.isMethodDeclaration(node) ||
    Node.isConstructorDeclaration(node) ||
    Node.isArrowFunction(node) ||
    Node.isFunctionExpression(node)
  );
}

/** Functions that have a name: declared, methods, and what a variable at the top of a file holds. */
function functionsOf(file: SourceFile): readonly Node[] {
  const declared = file
    .getDescendants()
    .filter((node) => Node.isFunctionDeclaration(node) || Node.isMethodDeclaration(node));
  const held = file.getVariableDeclarations().flatMap((variable) => {
    const value = variable.getInitializer();
    return Node.isArrowFunction(value) || Node.isFunctionExpression(value) ? [value] : [];
  });
  return [...declared, ...held];
}

/** The declarations that a file exports itself. */
function exportsOf(file: SourceFile): readonly Node[] {
  return file
    .getStatements()
    .filter((node) => Node.isExportable(node) && node.isExported())
    .filter((node) => !Node.isFunctionDeclaration(node) || !node.isOverload());
}

function isDocumented(node: Node): boolean {
  // A comment before the first statement may be that of the whole file, and says what its one export is.
  return Node.isJSDocable(node) && node.getJsDocs().length > 0;
}

/** Imports that lead back to where they began, each as the files on its way. Imports of types alone don't load anything. */
export function cyclesOf(project: Project, root: string): readonly string[] {
  const state = new Map<SourceFile, 'open' | 'done'>();
  const way: SourceFile[] = [];
  const cycles: string[] = [];
  const visit = (file: SourceFile): void => {
    state.set(file, 'open');
    way.push(file);
    for (const declaration of file.getImportDeclarations()) {
      const next = declaration.getModuleSpecifierSourceFile();
      if (next === undefined || declaration.isTypeOnly() || next.isInNodeModules()) continue;
      const known = state.get(next);
      if (known === undefined) visit(next);
      else if (known === 'open') {
        const loop = [...way.slice(way.indexOf(next)), next];
        cycles.push(loop.map((each) => each.getFilePath().slice(root.length)).join(' > '));
      }
    }
    way.pop();
    state.set(file, 'done');
  };
  for (const file of project.getSourceFiles()) if (!state.has(file)) visit(file);
  return cycles;
}
