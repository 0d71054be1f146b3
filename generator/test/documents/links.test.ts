import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from '../project.js';
import { anchorsOf, documents, proseOf, readDocument } from './markdown.js';

/** What the documents refer to is there: files, headings, commands. */

const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
const main = readFileSync(join(repository, 'generator/cli/main.ts'), 'utf8');
const commands = [...main.matchAll(/\.command\('([a-z]+)/gu)].map(([, name = '']) => name);
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: repository,
  encoding: 'utf8',
})
  .trimEnd()
  .split('\n');

/** Links to files and headings that are not there. */
function brokenLinks(document: string): readonly string[] {
  const links = [...proseOf(document).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (/^https:\/\//u.test(link)) return false;
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? document : join(dirname(document), file);
    if (!existsSync(join(repository, target))) return true;
    if (anchor === undefined) return false;
    return statSync(join(repository, target)).isDirectory() || !anchorsOf(target).has(anchor);
  });
}

describe.each(documents)('%s', (document) => {
  test('links to what is there', () => {
    expect(brokenLinks(document)).toEqual([]);
  });

  test('names scripts and commands that there are', () => {
    const text = readDocument(document);
    const named = [...text.matchAll(/\bnpm run (?:--silent )?([a-z][a-z:-]*)/gu)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    const called = [...text.matchAll(/\bnpx diglot ([a-z]+)/gu)].map(([, name = '']) => name);
    expect(called.filter((name) => !commands.includes(name))).toEqual([]);
  });

  test('names files that there are', () => {
    const named = [...proseOf(document).matchAll(/`([\w./-]+\.(?:ts|cts|cjs|js|yaml|yml|json|md|conf|txt))`/gu)];
    const missing = named.map(([, path = '']) => path).filter((path) => !isKnown(path.replace(/^(?:\.{1,2}\/)+/u, '')));
    expect(missing).toEqual([]);
  });
});

/** Documents name files by the end of their path; these belong to other projects, or are made on the way. */
const elsewhere = new Set([
  'claude_desktop_config.json',
  'diglot/tools.schema.json',
  'dist/LICENSES.txt',
  'IMPORT.md',
  '.hbs.ts',
  'x.ts',
  'x.test.ts',
]);

function isKnown(path: string): boolean {
  return elsewhere.has(path) || files.some((file) => file === path || file.endsWith(`/${path}`));
}

test('docs/commands.md has every command and every script', () => {
  const page = readDocument('docs/commands.md');
  expect(commands.filter((name) => !new RegExp(`\`npx diglot (?:import )?${name}\\b`, 'u').test(page))).toEqual([]);
  // The command line itself, and the parts of `npm run check`.
  const parts = ['diglot', 'format', 'lint', 'types', 'boundaries', 'dead-code'];
  const told = Object.keys(scripts).filter((name) => !parts.includes(name) && !page.includes(`npm run ${name}\``));
  expect(told.filter((name) => !page.includes(`npm ${name}\``))).toEqual([]);
});

test('docs/environment.md has every variable that a server reads', () => {
  const sources = files.filter((file) => /^(generator\/(node|cli|runtime)|handlers)\/.*\.ts$/u.test(file));
  const own = sources.filter((file) => !/\.test\.ts$|\/test-[^/]+$/u.test(file));
  const read = own.flatMap((file) => [...readDocument(file).matchAll(/\benv(?:\.|\[')([A-Z][A-Z_]+)/gu)]);
  const names = new Set(read.map(([, name = '']) => name));
  // Set by whoever runs the command: a build service, a shell.
  const known = ['CI'];
  const page = readDocument('docs/environment.md');
  expect([...names].filter((name) => !known.includes(name) && !page.includes(`\`${name}\``))).toEqual([]);
  expect(names.size).toBeGreaterThan(8);
});
