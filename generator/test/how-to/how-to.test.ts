import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../project.js';

/**
 * The examples of ARCHITECTURE.md, each a commit: applied to a copy of the tree, they are formatted, typed and within the
 * boundaries, and pass the tests that they bring or change. One that no longer applies is made anew: in a clean tree, apply what
 * still does (`git apply --reject`), mend it, and write `git diff --cached` over the file.
 */

const folder = join(repository, 'generator/test/how-to');
const patches = readdirSync(folder).filter((name) => name.endsWith('.patch'));
const pathsIn = (patch: string) => [...patch.matchAll(/^\+\+\+ b\/(.+)$/gmu)].map(([, path = '']) => path);
const touched = patches.flatMap((name) => pathsIn(readFileSync(join(folder, name), 'utf8')));

const root = mkdtempSync(join(tmpdir(), 'diglot-how-to-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(() => {
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  for (const path of execFileSync('git', listed, { cwd: repository, encoding: 'utf8' }).split('\0')) {
    if (path !== '') cpSync(join(repository, path), join(root, path));
  }
  linkPackages(join(repository, 'node_modules'), join(root, 'node_modules'));
}, 300_000);

/** Every package of the repository, but diglot itself, which is the copy's. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from))
    if (name !== '.cache' && name !== '.vite') symlinkSync(join(from, name), join(to, name));
  rmSync(join(to, 'diglot'));
  symlinkSync(join(dirname(to), 'generator'), join(to, 'diglot'));
}

function run(program: string, ...args: readonly string[]) {
  const command = [join(root, 'node_modules', program), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  return { status, output: status === 0 ? '' : stdout + stderr };
}

const vitest = ['vitest/vitest.mjs', 'run', '--project', 'files'] as const;
const done = { status: 0, output: '' };

test('there is one for each way to extend it', () => {
  expect(patches).toEqual(['emitter.patch', 'revision.patch', 'rule.patch', 'surface.patch']);
});

test.each(patches)('%s applies', (name) => {
  const { status, stderr } = spawnSync('git', ['apply', '-C1', join(folder, name)], { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('all of them are typed', () => {
  const config = { extends: './tsconfig.json', include: ['generator/compiler', 'generator/runtime'] };
  writeFileSync(join(root, 'tsconfig.how-to.json'), JSON.stringify(config));
  expect(run('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.how-to.json')).toEqual(done);
}, 300_000);

test('all of them are formatted and linted', () => {
  const sources = touched.filter((path) => path.endsWith('.ts'));
  expect(run('@biomejs/biome/bin/biome', 'check', ...sources)).toEqual(done);
}, 300_000);

test('all of them depend on what they may', () => {
  const folders = ['generator/compiler', 'generator/runtime'];
  expect(
    run('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...folders),
  ).toEqual(done);
}, 300_000);

test('all of them pass their tests, and the golden case its own', () => {
  const own = touched.filter((path) => path.endsWith('.test.ts'));
  expect(own).toHaveLength(4);
  expect(run(...vitest, ...own, 'generator/test/golden.test.ts')).toEqual(done);
}, 300_000);

test('the page of diagnostics has the new one', () => {
  expect(run(...vitest, 'generator/test/diagnostics.test.ts', '-t', 'docs/diagnostics.md')).toEqual(done);
}, 300_000);

test('the new emitter writes its file for the shop', () => {
  const cli = ['--conditions=diglot-source', 'generator/cli/main.ts', 'generate', '--root', root];
  expect(run('tsx/dist/cli.mjs', ...cli)).toEqual(done);
  expect(readFileSync(join(root, 'generated/tools.md'), 'utf8')).toContain('| view\\_cart | read |');
}, 300_000);
