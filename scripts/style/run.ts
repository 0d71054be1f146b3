import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Project, type SourceFile } from 'ts-morph';
import { cyclesOf, type Measures, measure, type Place } from './measure.js';

// The tree measured by what the codebases we admire have: npm run style, or with every place: npm run style -- --places. It
// exits with 1 where something is found of which there is to be none.

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { places: { type: 'boolean', default: false } } });

/** What is usual there. */
const usual = 'usual: files 60-120 lines, functions 10-15, 4-10% of functions over 50 lines, at most 3 parameters';
const longFunction = 50;

const project = new Project({ tsConfigFilePath: `${root}tsconfig.json` });
const own = project.getSourceFiles().filter((file) => !/\/(generated|node_modules|dist)\//u.test(file.getFilePath()));
const isTest = (file: SourceFile) =>
  /\.test\.ts$|\/test-[^/]+$|\/generator\/(test|testing)\//u.test(file.getFilePath());
const below = (folder: string) =>
  own.filter((file) => file.getFilePath().startsWith(`${root}${folder}/`) && !isTest(file));

const folders: readonly (readonly [name: string, files: readonly SourceFile[]])[] = [
  ...['generator/cli', 'generator/compiler', 'generator/runtime', 'generator/node', 'handlers', 'scripts'].map(
    (name) => [name, below(name)] as const,
  ),
  ['tests', own.filter(isTest)],
];
const measured = folders.map(([name, files]) => [name, measure(files, root)] as const);
const cycles = cyclesOf(project, root);

const head = [
  'folder',
  'files',
  'median',
  'longest',
  'functions',
  'median',
  'over 50',
  'longest',
  '>3 params',
  'documented',
  'as',
];
print([head, ...measured.map(([name, each]) => row(name, each))]);
process.stdout.write(`${usual}\n\n`);

/** What there is to be none of. Configurations, from which tools take a default export, are in none of the folders. */
const none: readonly (readonly [what: string, places: readonly Place[]])[] = [
  ['any', measured.flatMap(([, { any }]) => any)],
  ['!', measured.flatMap(([, { nonNull }]) => nonNull)],
  ['default exports', measured.flatMap(([, { defaultExports }]) => defaultExports)],
  ['import cycles', cycles.map((at) => ({ at, size: 1 }))],
];
for (const [what, places] of none) {
  process.stdout.write(`${what}: ${places.length}\n`);
  for (const { at } of places) process.stdout.write(`  ${at}\n`);
  if (places.length > 0) process.exitCode = 1;
}
if (values.places) {
  for (const [name, { manyParameters, as, undocumented, longestFile, longestFunction }] of measured) {
    process.stdout.write(`\n${name}\n`);
    list('longest file', [longestFile]);
    list('longest function', [longestFunction]);
    list('more than 3 parameters', manyParameters);
    list('as', as);
    list('undocumented', undocumented);
  }
}

function list(what: string, places: readonly Place[]): void {
  for (const { at, size } of places) process.stdout.write(`  ${what}: ${at}${size > 1 ? ` (${size} lines)` : ''}\n`);
}

function row(name: string, each: Measures): readonly string[] {
  const { files, fileLines, longestFile, functionLines, longestFunction, manyParameters, exported, undocumented, as } =
    each;
  const over = functionLines.filter((lines) => lines > longFunction).length;
  return [
    name,
    String(files),
    String(median(fileLines)),
    String(longestFile.size),
    String(functionLines.length),
    String(median(functionLines)),
    percent(over, functionLines.length),
    String(longestFunction.size),
    String(manyParameters.length),
    percent(exported - undocumented.length, exported),
    String(as.length),
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(0)}%`;
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  for (const cells of rows) {
    const texts = cells.map((text, column) =>
      column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
    );
    process.stdout.write(`${texts.join('  ')}\n`);
  }
}
