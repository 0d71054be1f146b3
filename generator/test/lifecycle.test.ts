import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type GenerateOptions, runGenerate } from '../cli/generate.js';
import { createProject, type Project, seventh, shopSpec } from './project.js';

// The life of handler files, through the command line tool.

const renamedSeventh = seventh.replace('store_hours:', 'opening_hours:\n    renamedFrom: store_hours');
const filled = `import type { Handlers } from '../generated/contract.js';
import { isOpen } from './lib/hours.js';

// A comment that names store_hours and storeHours.
const word = "storeHours";

/** Tells. */
export const storeHours: Handlers['store_hours'] = async ({ week = 1 }) => {
  return { open: isOpen(week, word) };   // odd   spacing
};
`;
const helper = `export const isOpen = (week: number, word: string) => week > 0 && word !== '';\n`;
const user = `import { storeHours as hours } from "../store_hours.js";
import * as all from '../store_hours.js';
import { storeHours } from '../store_hours.js';

export const uses = { hours, storeHours, all: all.storeHours, later: () => import('../store_hours.js') };
`;

let project: Project;
beforeEach(async () => {
  project = createProject(shopSpec + seventh);
  await print();
  project.write('handlers/lib/hours.ts', helper);
  project.write('handlers/store_hours.ts', filled);
});
afterEach(() => project.remove());

interface Reported {
  readonly files: readonly { readonly path: string; readonly action: string; readonly from?: string }[];
  readonly handlers: readonly {
    readonly tool?: string;
    readonly path: string;
    readonly state: string;
    readonly from?: string;
    readonly errors?: readonly { readonly path: string; readonly line: number; readonly message: string }[];
  }[];
}

/** What a run prints. In this process, where the compiler is loaded once. */
async function print(options: Partial<GenerateOptions> = {}, root = project.root): Promise<string> {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await runGenerate({ root, ...options });
  const text = written.mock.calls.map(([chunk]) => chunk).join('');
  written.mockRestore();
  return stripVTControlCharacters(text);
}

const generate = async (options: Partial<GenerateOptions> = {}, root = project.root): Promise<Reported> =>
  JSON.parse(await print({ format: 'json', ...options }, root));
const stateOf = (reported: Reported, path: string) => reported.handlers.find((handler) => handler.path === path);
const handlerTexts = () =>
  new Map(
    [...project.files()].filter(([path]) => path.startsWith('handlers/')).map(([path, { text }]) => [path, text]),
  );

describe('the handlers', () => {
  test('are new, then unfilled, then ok', async () => {
    const states = (reported: Reported) => new Set(reported.handlers.map(({ state }) => state));
    const fresh = createProject(shopSpec);
    const first = await generate({}, fresh.root);
    expect(states(first)).toEqual(new Set(['new']));
    expect(states(await generate({}, fresh.root))).toEqual(new Set(['unfilled']));
    fresh.remove();
    const second = await generate();
    expect(stateOf(second, 'handlers/store_hours.ts')?.state).toBe('ok');
    expect(stateOf(second, 'handlers/view_cart.ts')?.state).toBe('unfilled');
    const shown = await print();
    expect(shown).toContain('Handlers: 1 ok, 6 unfilled\n');
    expect(shown).toContain('  unfilled handlers/view_cart.ts: callers are told that it is not implemented\n');
  });

  test('that no longer fit are named with the errors of TypeScript, until they fit', async () => {
    await generate();
    project.write('spec/tools.yaml', shopSpec + seventh.replace('open: { type: boolean }', 'open: { type: string }'));
    const before = handlerTexts();
    const error = { path: 'handlers/store_hours.ts', line: 8, message: expect.stringContaining("'boolean'") };
    for (let round = 0; round < 2; round++) {
      expect(stateOf(await generate(), 'handlers/store_hours.ts')).toMatchObject({ state: 'changed', errors: [error] });
    }
    expect(await print()).toMatch(
      /changed handlers\/store_hours\.ts: it no longer fits its contract\n +handlers\/store_hours\.ts:8:\d+ .*boolean/,
    );
    expect(handlerTexts()).toEqual(before);
    project.write('handlers/store_hours.ts', filled.replace('isOpen(week, word)', 'String(week)'));
    expect(stateOf(await generate(), 'handlers/store_hours.ts')?.state).toBe('ok');
  }, 60_000);

  test('that export another name no longer fit', async () => {
    await generate();
    project.write('handlers/store_hours.ts', filled.replace('const storeHours:', 'const hours:'));
    const { errors = [] } = stateOf(await generate(), 'handlers/store_hours.ts') ?? {};
    expect(errors[0]?.message).toBe("It has no export 'storeHours'.");
  }, 60_000);

  test('are not looked at where only a text has changed', async () => {
    await generate();
    project.write('handlers/store_hours.ts', 'export const storeHours is no TypeScript.');
    project.write('spec/tools.yaml', shopSpec + seventh.replace('Tells when', 'Says when'));
    expect(stateOf(await generate(), 'handlers/store_hours.ts')?.state).toBe('ok');
  });

  test('without a tool are named and kept; --prune moves them out of the build', async () => {
    project.write('spec/tools.yaml', shopSpec);
    const before = handlerTexts();
    expect(stateOf(await generate(), 'handlers/store_hours.ts')).toEqual({
      path: 'handlers/store_hours.ts',
      state: 'orphan',
    });
    expect(handlerTexts()).toEqual(before);
    expect(await print()).toContain('orphan handlers/store_hours.ts');
    const pruned = await generate({ prune: true });
    expect(pruned.files).toMatchObject([{ action: 'move', path: 'handlers/.orphans/store_hours.ts' }]);
    expect(pruned.handlers.every(({ state }) => state !== 'orphan')).toBe(true);
    expect(project.read('handlers/.orphans/store_hours.ts')).toBe(filled);
    expect(project.typeErrors()).toBe('');
    project.write('handlers/store_hours.ts', '// another');
    await generate({ prune: true });
    expect(project.read('handlers/.orphans/store_hours.ts')).toBe(filled);
    expect(project.read('handlers/.orphans/store_hours-2.ts')).toBe('// another');
  }, 60_000);
});

describe('a handler whose tool was renamed', () => {
  test('is moved; its export, its type and all that imports it follow, and no other byte', async () => {
    project.write('handlers/lib/uses.ts', user);
    project.write('spec/tools.yaml', shopSpec + renamedSeventh);
    const before = handlerTexts();
    const reported = await generate();
    const from = 'handlers/store_hours.ts';
    expect(stateOf(reported, 'handlers/opening_hours.ts')).toMatchObject({ state: 'renamed', from });
    const text = project.read('handlers/opening_hours.ts');
    expect(text).toBe(
      filled
        .replace('export const storeHours', 'export const openingHours')
        .replace("['store_hours']", "['opening_hours']"),
    );
    expect(project.read('handlers/lib/uses.ts')).toBe(
      user.replaceAll('store_hours', 'opening_hours').replaceAll('storeHours', 'openingHours'),
    );
    const after = handlerTexts();
    const touched = new Set(['handlers/opening_hours.ts', 'handlers/lib/uses.ts', from]);
    for (const [path, each] of before) if (!touched.has(path)) expect(after.get(path)).toBe(each);
    expect([...after.keys()].toSorted()).toEqual(
      [...before.keys(), 'handlers/opening_hours.ts'].filter((path) => path !== from).toSorted(),
    );
    expect(project.typeErrors()).toBe('');
    expect(stateOf(await generate(), 'handlers/opening_hours.ts')?.state).toBe('ok');
  }, 60_000);

  test.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['double quotes', (text: string) => text.replaceAll("'", '"')],
    [
      'a function',
      (text: string) => text.replace(/export const storeHours[\s\S]*$/, 'export function storeHours() {}\n'),
    ],
  ])('keeps %s', async (_name, write) => {
    project.write('handlers/store_hours.ts', write(filled));
    project.write('spec/tools.yaml', shopSpec + renamedSeventh);
    await generate();
    const back = project.read('handlers/opening_hours.ts');
    expect(back.replace(/openingHours/, 'storeHours').replace(/opening_hours/, 'store_hours')).toBe(write(filled));
  });

  test('is left alone when it can not be parsed, and carried over once it can', async () => {
    const broken = filled.replace('=> {', '=> {{{');
    project.write('handlers/store_hours.ts', broken);
    project.write('spec/tools.yaml', shopSpec + renamedSeventh);
    const left = await generate();
    expect(stateOf(left, 'handlers/store_hours.ts')).toMatchObject({
      tool: 'opening_hours',
      state: 'unreadable',
      errors: [{ path: 'handlers/store_hours.ts', line: expect.any(Number) }],
    });
    expect(project.read('handlers/store_hours.ts')).toBe(broken);
    expect([...handlerTexts().keys()]).not.toContain('handlers/opening_hours.ts');
    project.write('handlers/store_hours.ts', filled);
    expect(stateOf(await generate(), 'handlers/opening_hours.ts')?.state).toBe('renamed');
  });

  test('is not followed by a file that can not be parsed, which is said', async () => {
    const broken = `${user}\n}}`;
    project.write('handlers/lib/uses.ts', broken);
    project.write('spec/tools.yaml', shopSpec + renamedSeventh);
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await generate();
    const lines = said.mock.calls.map(([chunk]) => String(chunk)).join('');
    said.mockRestore();
    expect(lines).toMatch(/^handlers\/lib\/uses\.ts:7:1 .* was left alone\.$/m);
    expect(project.read('handlers/lib/uses.ts')).toBe(broken);
    expect(project.read('handlers/opening_hours.ts')).toContain('export const openingHours');
  });

  test('leads nobody out of the project: links to folders are not entered', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'diglot-outside-'));
    writeFileSync(join(outside, 'uses.ts'), user);
    symlinkSync(outside, join(project.root, 'handlers/linked'));
    symlinkSync(join(outside, 'nothing.ts'), join(project.root, 'handlers/dangling.ts'));
    project.write('handlers/folder.ts/readme', '');
    project.write('spec/tools.yaml', shopSpec + renamedSeventh);
    expect(stateOf(await generate(), 'handlers/opening_hours.ts')?.state).toBe('renamed');
    expect(readFileSync(join(outside, 'uses.ts'), 'utf8')).toBe(user);
    rmSync(outside, { recursive: true });
  });

  test('stays an orphan where its tool has a handler already', async () => {
    project.write('handlers/opening_hours.ts', 'mine');
    project.write('spec/tools.yaml', shopSpec + renamedSeventh);
    const reported = await generate();
    expect(stateOf(reported, 'handlers/store_hours.ts')?.state).toBe('orphan');
    expect(project.read('handlers/opening_hours.ts')).toBe('mine');
    expect(project.read('handlers/store_hours.ts')).toBe(filled);
  });

  test.each(['app', '../package', 'lib/hours', 'Store', '.orphans/x'])(
    '%s is no former name of a tool',
    async (name) => {
      const before = handlerTexts();
      project.write(
        'spec/tools.yaml',
        shopSpec + renamedSeventh.replace('renamedFrom: store_hours', `renamedFrom: ${name}`),
      );
      await print();
      const after = handlerTexts();
      for (const [path, text] of before) expect(after.get(path)).toBe(text);
    },
  );
});
