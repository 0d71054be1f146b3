import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { holdProject, readOnDisk } from './disk.js';
import type { Step } from './plan.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'diglot-disk-'));
  put('generated/old.json', 'old');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const steps: readonly Step[] = [
  { path: 'generated/a.json', action: 'create', content: 'A', reason: '' },
  { path: 'generated/old.json', action: 'delete', reason: '' },
  { path: 'handlers/a.ts', action: 'create', content: 'stub', reason: '' },
  { path: 'handlers/kept.ts', action: 'keep', reason: '' },
];

async function write(all: readonly Step[] = steps): Promise<void> {
  const hold = await holdProject(root, () => {});
  try {
    hold.write(all);
  } finally {
    hold.release();
  }
}

describe('a hold', () => {
  test('carries out every step and leaves nothing behind', async () => {
    await write();
    expect([read('generated/a.json'), read('handlers/a.ts')]).toEqual(['A', 'stub']);
    expect(existsSync(join(root, 'generated/old.json'))).toBe(false);
    expect(readdirSync(root).toSorted()).toEqual(['generated', 'handlers']);
  });

  test('deletes strays whatever they are called', async () => {
    const names = ['.DS_Store', 'my file (1).txt', 'ünïcode'];
    for (const name of names) put(`generated/${name}`, '');
    await write([
      ...steps,
      ...names.map((name): Step => ({ path: `generated/${name}`, action: 'delete', reason: '' })),
    ]);
    expect(readdirSync(join(root, 'generated'))).toEqual(['a.json']);
  });

  test('moves a file, and leaves one alone that was written to since', async () => {
    put('handlers/a.ts', 'A');
    put('handlers/b.ts', 'B');
    const moves = ['a', 'b'].map(
      (name): Step => ({
        path: `handlers/lib/${name}.ts`,
        from: `handlers/${name}.ts`,
        action: 'move',
        content: `moved ${name}`,
        before: name.toUpperCase(),
        reason: '',
      }),
    );
    put('handlers/b.ts', 'mine');
    await write(moves);
    expect(read('handlers/lib/a.ts')).toBe('moved a');
    expect(existsSync(join(root, 'handlers/a.ts'))).toBe(false);
    expect(read('handlers/b.ts')).toBe('mine');
    expect(existsSync(join(root, 'handlers/lib/b.ts'))).toBe(false);
  });

  test('that can not write one of the files writes none, and takes back the folders it made', async () => {
    put('handlers', '');
    const fresh: Step = { path: 'generated/new/deep/b.ts', action: 'create', content: 'B', reason: '' };
    await expect(write([fresh, ...steps])).rejects.toThrow(
      /^Can't write handlers: a file is where a folder belongs \(EEXIST\)\. Nothing was changed\.$/,
    );
    expect(readdirSync(root).toSorted()).toEqual(['generated', 'handlers']);
    expect(readdirSync(join(root, 'generated'))).toEqual(['old.json']);
  });

  test('is given to one after the other', async () => {
    const order: string[] = [];
    await Promise.all(
      ['one', 'two', 'three'].map(async (name) => {
        const hold = await holdProject(root, () => {});
        order.push(name);
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(name);
        hold.release();
      }),
    );
    const [a, b, c, d, e, f] = order;
    expect([a, c, e]).toEqual([b, d, f]);
  });

  test('says whom it waits for', async () => {
    const first = await holdProject(root, () => {});
    const onWait = vi.fn();
    const second = holdProject(root, onWait);
    await expect.poll(() => onWait.mock.calls, { timeout: 5000 }).toEqual([[process.pid]]);
    first.release();
    (await second).release();
    expect(readdirSync(root)).toEqual(['generated']);
  });
});

describe('a stage that was left', () => {
  /** A process that has been and gone. */
  const dead = '4194305-123-1';
  const stage = (name: string, text: string) => put(`.diglot-stage/${name}`, text);
  const journal = (entries: readonly object[], project = `${statSync(root).dev}:${statSync(root).ino}`) =>
    stage('journal.json', JSON.stringify({ project, steps: entries }));
  const recover = async () => {
    const hold = await holdProject(root, () => {});
    hold.release();
    return hold.recovered;
  };

  test('before its journal is dropped', async () => {
    stage(`owner-${dead}`, '');
    stage('0', 'A');
    expect(await recover()).toBe(true);
    expect([...readOnDisk(root, []).keys()]).toEqual(['generated/old.json']);
    expect(readdirSync(root)).toEqual(['generated']);
  });

  test('after its journal is finished, wherever it stopped', async () => {
    put('generated/a.json', 'A');
    mkdirSync(join(root, 'handlers'));
    stage(`owner-${dead}`, '');
    stage('2', 'stub');
    journal(steps.map(({ path, action }) => ({ path, action })).filter(({ action }) => action !== 'keep'));
    expect(await recover()).toBe(true);
    expect([read('handlers/a.ts'), read('generated/a.json')]).toEqual(['stub', 'A']);
    expect(existsSync(join(root, 'generated/old.json'))).toBe(false);
    expect(existsSync(join(root, '.diglot-stage'))).toBe(false);
  });

  test('by a process whose id another one has now', async () => {
    stage(`owner-${process.ppid}-1-1`, '');
    expect(await recover()).toBe(true);
  });

  test.each(['', 'x', '0', '-1-1-1', '1e3', 'NaN-1-1'])("by an owner called '%s'", async (name) => {
    stage(`owner-${name}`, '');
    await recover();
    expect(readdirSync(root)).toEqual(['generated']);
  });

  test('without an owner, empty or not', async () => {
    stage('0', 'A');
    await recover();
    mkdirSync(join(root, '.diglot-stage'));
    await recover();
    put(`.diglot-stage.${dead}/0`, 'A');
    await recover();
    expect(readdirSync(root)).toEqual(['generated']);
  });

  test('is taken over by one of many', async () => {
    stage(`owner-${dead}`, '');
    const recovered = await Promise.all(Array.from({ length: 8 }, recover));
    expect(recovered.filter(Boolean)).toHaveLength(1);
    expect(readdirSync(root)).toEqual(['generated']);
  });

  test('is waited for as long as its owner lives', async () => {
    const other: ChildProcess = spawn('sleep', ['30']);
    const start = readFileSync(`/proc/${other.pid}/stat`, 'utf8').split(' ')[21];
    stage(`owner-${other.pid}-${start}-1`, '');
    let isHeld = false;
    const held = recover().then(() => {
      isHeld = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isHeld).toBe(false);
    other.kill('SIGKILL');
    await once(other, 'exit');
    await held;
  });

  test.each<[string, () => void]>([
    ['is no JSON', () => stage('journal.json', '[{')],
    ['is of another folder', () => journal([{ path: 'generated/a.json', action: 'create' }], '1:1')],
    ['reaches outside', () => journal([{ path: '../evil.txt', action: 'create' }])],
    ['climbs inside a path', () => journal([{ path: 'generated/../../evil.txt', action: 'create' }])],
    ['climbs with backslashes', () => journal([{ path: 'generated\\..\\..\\evil.txt', action: 'create' }])],
    ['deletes a handler', () => journal([{ path: 'handlers/kept.ts', action: 'delete' }])],
    ['moves from outside', () => journal([{ path: 'handlers/x.ts', from: '../evil.txt', action: 'move' }])],
    [
      'moves a handler it has not read',
      () => journal([{ path: 'handlers/x.ts', from: 'handlers/kept.ts', action: 'move' }]),
    ],
    ['writes over a handler', () => journal([{ path: 'handlers/kept.ts', action: 'create' }])],
    ['writes over a handler it has not read', () => journal([{ path: 'handlers/kept.ts', action: 'update' }])],
    ['probes elsewhere', () => stage('probes.json', '["..", "/tmp", "generated/../.."]')],
  ])('with a journal that %s does no harm', async (_title, leave) => {
    put('handlers/kept.ts', 'mine');
    stage(`owner-${dead}`, '');
    stage('0', 'evil');
    leave();
    await recover();
    expect(existsSync(join(root, '../evil.txt'))).toBe(false);
    expect(read('handlers/kept.ts')).toBe('mine');
    expect(readdirSync(root).toSorted()).toEqual(['generated', 'handlers']);
    expect(readdirSync(join(root, 'handlers'))).toEqual(['kept.ts']);
  });
});
