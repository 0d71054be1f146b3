import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repository } from '../../test/project.js';

/** `diglot init`, as a person calls it. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diglot-init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const command = [
  ...['--import', import.meta.resolve('tsx'), '--conditions=diglot-source'],
  join(repository, 'generator/cli/main.ts'),
  'init',
];

function init(args: readonly string[], user: { readonly uid?: number; readonly gid?: number } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...args], {
    ...{ cwd: folder, encoding: 'utf8', input: '', ...user },
    // The cache belongs to whoever runs the tests.
    env: { ...process.env, NO_COLOR: '1', ...('uid' in user && { TSX_DISABLE_CACHE: '1' }) },
  });
  return { status, stdout, stderr };
}

/** Every file with its text, every folder, and where each link leads. */
function tree(): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry): [string, string] => {
    const path = join(entry.parentPath, entry.name);
    return [path, entry.isFile() ? readFileSync(path, 'utf8') : 'no file'];
  });
  return Object.fromEntries(entries);
}

const files = [
  ...['.env.example', '.github/workflows/ci.yml', '.gitignore', 'README.md'],
  ...['generated/ai-plugin.json', 'generated/contract.ts', 'generated/diglot.lock', 'generated/mcp.json'],
  'generated/mcpb.json',
  ...['generated/openapi-3.1.json', 'generated/openapi.json', 'generated/parity.test.ts', 'generated/router.ts'],
  ...['generated/tools.ts', 'generated/types.ts', 'handlers/app.ts', 'handlers/current_time.test.ts'],
  ...['handlers/current_time.ts', 'package.json', 'scripts/dev.ts', 'scripts/serve.ts', 'scripts/stdio.ts'],
  ...['spec/tools.yaml', 'tsconfig.build.json', 'tsconfig.json'],
];

describe('into a folder that is free', () => {
  test.each([
    ['a new one', 'corner-shop', 'corner-shop', 'Made corner-shop in corner-shop (new). Next:\n\n  cd corner-shop\n'],
    ['several new ones', 'a/b/c', 'c', 'Made c in a/b/c (new). Next:\n\n  cd a/b/c\n'],
    ['one with a blank', 'my shop', 'my-shop', "Made my-shop in my shop (new). Next:\n\n  cd 'my shop'\n"],
  ])('%s', (_name, path, name, says) => {
    const run = init([path, '--yes']);
    expect(run).toEqual({ status: 0, stderr: '', stdout: expect.stringContaining(says) });
    const written = Object.keys(tree()).filter((each) => statSync(each).isFile());
    expect(written.toSorted()).toEqual(files.map((each) => join(folder, path, each)).toSorted());
    expect(JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8'))).toMatchObject({ name, private: true });
  });

  test('this one, beside files of other names, which stay', () => {
    writeFileSync(join(folder, 'LICENSE'), 'mine');
    mkdirSync(join(folder, 'handlers/notes'), { recursive: true });
    expect(init(['--yes', '--name', 'shop', '--auth', 'none'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Made shop in this folder. Next:\n\n {2}npm install\n {2}npm start\n/),
    });
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toBe('mine');
  });

  test('nothing is asked where everything is given', () => {
    expect(init(['--name', 'shop', '--auth', 'entra'])).toMatchObject({ status: 0 });
  });
});

describe('nothing is written', () => {
  const conflict = (place: string, ...paths: string[]) =>
    `Nothing was written, since ${place} has already:\n${paths.map((path) => `  ${path}\n`).join('')}` +
    'Move them away, or name a new folder: npx diglot init <folder>\n';

  test.each<[string, () => void, string[], string]>([
    [
      'where files are, all of which are listed',
      () => {
        for (const name of ['package.json', 'README.md']) writeFileSync(join(folder, name), 'mine');
        mkdirSync(join(folder, 'spec'));
        writeFileSync(join(folder, 'spec/tools.yaml'), 'mine');
      },
      ['--yes'],
      conflict('this folder', 'README.md', 'package.json', 'spec/tools.yaml'),
    ],
    [
      'where a file is in the place of a folder',
      () => {
        for (const name of ['handlers', '.github']) writeFileSync(join(folder, name), '');
      },
      ['--yes'],
      conflict('this folder', '.github (not a folder)', 'handlers (not a folder)'),
    ],
    [
      'where a link leads elsewhere',
      () => {
        symlinkSync(tmpdir(), join(folder, 'scripts'));
        symlinkSync(join(folder, 'nowhere'), join(folder, '.gitignore'));
      },
      ['--yes'],
      conflict('this folder', '.gitignore', 'scripts (not a folder)'),
    ],
    [
      'where the compiler would remove files',
      () => {
        mkdirSync(join(folder, 'made/generated'), { recursive: true });
        writeFileSync(join(folder, 'made/generated/old.json'), '{}');
      },
      ['made', '--yes'],
      conflict('made', 'generated/old.json'),
    ],
    [
      'where the folder is a file',
      () => writeFileSync(join(folder, 'shop'), ''),
      ['shop', '--yes'],
      'shop is not a folder. Name another: npx diglot init <folder>\n',
    ],
    [
      'into a folder without a terminal to ask on',
      () => {},
      ['my tools'],
      "There is no terminal to ask on. Take the defaults: npx diglot init 'my tools' --yes\n",
    ],
    [
      'without a terminal to ask on',
      () => {},
      [],
      'There is no terminal to ask on. Take the defaults: npx diglot init --yes\n',
    ],
    [
      'for a name that is none',
      () => {},
      ['--yes', '--name', '../x'],
      '"../x" is no name: use lower-case letters, digits and single dashes, and begin with a letter. Such as: npx diglot init --name corner-shop\n',
    ],
    [
      'for a sign-in that there is not',
      () => {},
      ['--yes', '--auth', 'basic'],
      "error: option '--auth <kind>' argument 'basic' is invalid. Allowed choices are none, local, entra.\nRun with --help to see what there is.\n",
    ],
  ])('%s', (_name, prepare, args, stderr) => {
    prepare();
    const before = tree();
    expect(init(args)).toEqual({ status: 1, stdout: '', stderr });
    expect(tree()).toEqual(before);
  });

  test('where the folder can not be written to, or a folder in it', () => {
    // Nothing is forbidden to root: the command runs as somebody else then.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    mkdirSync(join(folder, 'half/scripts'), { recursive: true });
    chmodSync(join(folder, 'half'), 0o777);
    chmodSync(join(folder, 'half/scripts'), 0o555);
    chmodSync(folder, 0o555);
    const before = tree();
    const refused = (path: string) => ({
      ...{ status: 1, stdout: '' },
      stderr: `Can't write ${path}: the permission is missing (EACCES). Nothing was written.\n`,
    });
    expect(init(['new', '--yes'], user)).toEqual(refused('new'));
    expect(init(['half', '--yes'], user)).toEqual(refused('scripts/serve.ts'));
    expect(tree()).toEqual(before);
    chmodSync(folder, 0o755);
  });
});
