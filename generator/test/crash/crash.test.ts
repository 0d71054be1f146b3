import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdProject } from '../../compiler/output/disk.js';
import type { Step } from '../../compiler/output/plan.js';
import { differenceOf, isSameTree, readTree, type Tree, writeTree } from './trees.js';

// The writer, killed before, after and in the middle of every single change that it makes to the file system.

const folder = mkdtempSync(join(tmpdir(), 'diglot-crash-'));
const root = join(folder, 'project');
const driver = join(folder, 'driver.mjs');
const stepsFile = join(folder, 'steps.json');
const hook = new URL('./kill-hook.mjs', import.meta.url).href;

const large = 'x'.repeat(100_000);
const before: Tree = new Map([
  ['generated/a.json', 'old a'],
  ['generated/b.ts', `old ${large}`],
  ['generated/gone.ts', 'old gone'],
  ['generated/deep/stray', 'stray'],
  ['handlers/find.ts', 'the handler'],
  ['handlers/lib/uses.ts', 'uses find'],
  ['handlers/orphan.ts', 'an orphan'],
  ['handlers/mine.ts', 'untouched'],
  ['spec/tools.yaml', 'the spec'],
]);
const steps: readonly Step[] = [
  { path: 'generated/a.json', action: 'update', content: 'new a', reason: '' },
  { path: 'generated/b.ts', action: 'update', content: `new ${large}`, reason: '' },
  { path: 'generated/c.ts', action: 'create', content: 'new c', reason: '' },
  { path: 'generated/new/d.ts', action: 'create', content: 'new d', reason: '' },
  { path: 'generated/gone.ts', action: 'delete', reason: '' },
  { path: 'generated/deep/stray', action: 'delete', reason: '' },
  { path: 'handlers/stub.ts', action: 'create', content: 'a stub', reason: '' },
  {
    path: 'handlers/seek.ts',
    from: 'handlers/find.ts',
    action: 'move',
    content: 'the handler, renamed',
    before: 'the handler',
    reason: '',
  },
  { path: 'handlers/lib/uses.ts', action: 'update', content: 'uses seek', before: 'uses find', reason: '' },
  {
    path: 'handlers/.orphans/orphan.ts',
    from: 'handlers/orphan.ts',
    action: 'move',
    content: 'an orphan',
    before: 'an orphan',
    reason: '',
  },
  { path: 'handlers/mine.ts', action: 'keep', reason: '' },
];
const gone = new Set(['generated/gone.ts', 'generated/deep/stray', 'handlers/find.ts', 'handlers/orphan.ts']);
const contents = steps.flatMap(({ path, content }): [string, string][] =>
  content === undefined ? [] : [[path, content]],
);
const after: Tree = new Map([...[...before].filter(([path]) => !gone.has(path)), ...contents]);

/** Runs the driver in a process of its own. */
function drive(kill: string | undefined, args: readonly string[] = [stepsFile]) {
  const env = { ...process.env, ...(kill !== undefined && { DIGLOT_KILL: kill }) };
  const hooked = kill === undefined ? [] : ['--import', hook];
  return spawnSync(process.execPath, [...hooked, driver, ...args], { cwd: root, env, encoding: 'utf8' });
}

/** What the next command does first. In this process, which spares starting one. */
async function recoverHere(): Promise<void> {
  const hold = await holdProject(root, () => {});
  hold.release();
}

let changes: readonly string[] = [];
const numbered = () => changes.map((name, index) => ({ name, at: index + 1 }));

beforeAll(async () => {
  const bundle = await rolldown({
    input: new URL('./driver.ts', import.meta.url).pathname,
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  });
  await bundle.write({ file: driver, format: 'esm' });
  mkdirSync(root);
  writeFileSync(stepsFile, JSON.stringify(steps));
  writeTree(root, before);
  changes = JSON.parse(drive('list:0').stdout);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the writer', () => {
  test('makes the new tree of the old one, in more than thirty changes', () => {
    expect(differenceOf(readTree(root), after)).toBe('none');
    expect(changes.length).toBeGreaterThan(30);
  });

  // Killed after a change is killed before the next one.
  test.each(['before', 'half'])(
    'killed %s each change leaves every file whole, and then one of the trees',
    async (mode) => {
      const outcomes = { old: 0, new: 0 };
      for (const { name, at } of numbered()) {
        if (mode === 'half' && name !== 'writeFileSync') continue;
        writeTree(root, before);
        expect(drive(`${mode}:${at}`).signal, `${mode}:${at}`).toBe('SIGKILL');
        for (const [path, text] of readTree(root)) {
          if (/^(generated|handlers)\//.test(path) && !path.endsWith('.diglot-probe')) {
            expect([before.get(path), after.get(path)], `${mode}:${at} ${path}`).toContain(text);
          }
        }
        await recoverHere();
        const tree = readTree(root);
        const outcome = isSameTree(tree, before) ? 'old' : 'new';
        outcomes[outcome] += 1;
        if (outcome === 'new') expect(differenceOf(tree, after), `${mode}:${at}`).toBe('none');
      }
      expect(outcomes.old).toBeGreaterThan(10);
      if (mode === 'before') expect(outcomes.new).toBeGreaterThan(10);
      process.stdout.write(
        `crash: killed ${mode} ${outcomes.old + outcomes.new} changes: ${outcomes.old} old trees, ${outcomes.new} new ones\n`,
      );
    },
    120_000,
  );

  test('killed while it recovers ends with one of the trees all the same', async () => {
    for (const { at } of numbered().slice(-14)) {
      writeTree(root, before);
      drive(`before:${at}`);
      for (let again = 1; again <= 10; again += 3) drive(`before:${again}`, []);
      await recoverHere();
      const tree = readTree(root);
      if (!isSameTree(tree, before)) expect(differenceOf(tree, after), `before:${at}`).toBe('none');
    }
  }, 120_000);

  test('leaves alone what was written by hand between its death and the next run', async () => {
    const edited = ['handlers/stub.ts', 'handlers/find.ts', 'handlers/lib/uses.ts', 'handlers/orphan.ts'];
    for (const { at } of numbered().slice(-22)) {
      writeTree(root, before);
      drive(`before:${at}`);
      for (const path of edited) writeFileSync(join(root, path), `mine ${path}`);
      await recoverHere();
      const tree = readTree(root);
      for (const path of edited) expect(tree.get(path), `before:${at}`).toBe(`mine ${path}`);
    }
  }, 120_000);
});
