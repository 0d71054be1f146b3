import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOnDisk, recover, write } from './disk.js';
import type { Step } from './plan.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'diglot-disk-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const steps: readonly Step[] = [
  { path: 'generated/a.json', action: 'create', content: 'A', reason: '' },
  { path: 'generated/old.json', action: 'delete', reason: '' },
  { path: 'handlers/a.ts', action: 'create', content: 'stub', reason: '' },
  { path: 'handlers/kept.ts', action: 'keep', reason: '' },
];

function seed(): void {
  mkdirSync(join(root, 'generated'));
  writeFileSync(join(root, 'generated/old.json'), 'old');
}

test('carries out every step and leaves no stage behind', () => {
  seed();
  write(root, steps);
  expect(readFileSync(join(root, 'generated/a.json'), 'utf8')).toBe('A');
  expect(readFileSync(join(root, 'handlers/a.ts'), 'utf8')).toBe('stub');
  expect(existsSync(join(root, 'generated/old.json'))).toBe(false);
  expect(readdirSync(root).toSorted()).toEqual(['generated', 'handlers']);
});

test('strays go whatever they are called, and the rest is written', () => {
  seed();
  const names = ['.DS_Store', 'my file (1).txt', 'ünïcode'];
  for (const name of names) writeFileSync(join(root, 'generated', name), '');
  const strays = names.map((name): Step => ({ path: `generated/${name}`, action: 'delete', reason: '' }));
  write(root, [...steps, ...strays]);
  expect(readdirSync(join(root, 'generated'))).toEqual(['a.json']);
});

test('a run that can not stage changes nothing', () => {
  seed();
  mkdirSync(join(root, '.diglot-stage'));
  writeFileSync(join(root, '.diglot-stage/pid'), String(process.ppid));
  expect(() => write(root, steps)).toThrow(/Another run is writing/);
  expect(existsSync(join(root, 'generated/old.json'))).toBe(true);
  expect(existsSync(join(root, 'handlers'))).toBe(false);
});

const deadPid = 2 ** 22 + 1;

test('what a run left behind before its journal is dropped', () => {
  seed();
  mkdirSync(join(root, '.diglot-stage'));
  writeFileSync(join(root, '.diglot-stage/pid'), String(deadPid));
  writeFileSync(join(root, '.diglot-stage/0'), 'A');
  expect(recover(root)).toBe(true);
  expect([...readOnDisk(root, []).keys()]).toEqual(['generated/old.json']);
  expect(readdirSync(root)).toEqual(['generated']);
});

test('what a run left behind after its journal is finished, wherever it stopped', () => {
  seed();
  const stage = join(root, '.diglot-stage');
  mkdirSync(stage);
  writeFileSync(join(stage, 'pid'), String(deadPid));
  writeFileSync(join(stage, '2'), 'stub');
  writeFileSync(join(root, 'generated/a.json'), 'A');
  const journal = steps.map(({ path, action }) => ({ path, action })).filter(({ action }) => action !== 'keep');
  writeFileSync(join(stage, 'journal.json'), JSON.stringify(journal));
  expect(recover(root)).toBe(true);
  expect(readFileSync(join(root, 'handlers/a.ts'), 'utf8')).toBe('stub');
  expect(readFileSync(join(root, 'generated/a.json'), 'utf8')).toBe('A');
  expect(existsSync(join(root, 'generated/old.json'))).toBe(false);
  expect(existsSync(stage)).toBe(false);
});

test.each([
  ['is no JSON', '[{'],
  ['reaches outside', JSON.stringify([{ path: '../evil.txt', action: 'create' }])],
  ['climbs inside a path', JSON.stringify([{ path: 'generated/../../evil.txt', action: 'create' }])],
  ['deletes a handler', JSON.stringify([{ path: 'handlers/kept.ts', action: 'delete' }])],
])('a journal that %s is dropped with its stage', (_title, journal) => {
  seed();
  mkdirSync(join(root, 'handlers'));
  writeFileSync(join(root, 'handlers/kept.ts'), 'mine');
  mkdirSync(join(root, '.diglot-stage'));
  writeFileSync(join(root, '.diglot-stage/pid'), String(deadPid));
  writeFileSync(join(root, '.diglot-stage/0'), 'evil');
  writeFileSync(join(root, '.diglot-stage/journal.json'), journal);
  expect(recover(root)).toBe(true);
  expect(existsSync(join(root, '../evil.txt'))).toBe(false);
  expect(readFileSync(join(root, 'handlers/kept.ts'), 'utf8')).toBe('mine');
  expect(readdirSync(root).toSorted()).toEqual(['generated', 'handlers']);
});
