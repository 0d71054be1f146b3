import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from './data-folder.js';

const added = 'DIGLOT_TEST_OF_DATA_FOLDER';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diglot-data-'));
});
afterEach(() => {
  delete process.env[added];
  rmSync(folder, { recursive: true, force: true });
});

test('the folder is made, and settings that were left empty are none', () => {
  const at = join(folder, 'new', 'data');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a host hands over that fills in nothing
  const env: NodeJS.ProcessEnv = { DIGLOT_DATA_DIR: at, A: '', B: '${user_config.B}', C: '$C' };
  openDataFolder(env);
  expect(existsSync(at)).toBe(true);
  expect(env).toEqual({ DIGLOT_DATA_DIR: at, C: '$C' });
});

test('.env in it adds settings', () => {
  writeFileSync(join(folder, '.env'), `${added}=from the file\n`);
  openDataFolder({ DIGLOT_DATA_DIR: folder });
  expect(process.env[added]).toBe('from the file');
});

test('without the variable nothing changes', () => {
  const env = { A: '' };
  openDataFolder(env)();
  expect(env).toEqual({ A: '' });
});

test.each([
  ['', 'DIGLOT_DATA_DIR is empty: name the folder that keeps the data.'],
  [join(import.meta.filename, 'below'), /^DIGLOT_DATA_DIR: ENOTDIR.*Name a folder that can be written\.$/],
])('%s is refused in one line', (named, message) => {
  expect(() => openDataFolder({ DIGLOT_DATA_DIR: named })).toThrow(message);
});
