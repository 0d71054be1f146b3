import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repository } from '../../test/project.js';
import { fromSource } from './test-project.js';

/** `diglot init` on a real terminal: `script` of util-linux opens one, and types there what it reads itself. */

const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;
const howToInstall = 'no script of util-linux here, for a terminal to ask on: apt-get install bsdutils';
if (!hasTerminal) {
  if (process.env['CI'] === 'true') test('a terminal can be had', () => expect.fail(howToInstall));
  else test.skip(howToInstall, () => {});
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diglot-terminal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Types each text when a question waits; gives the exit code, all that was on the screen, and the terminal's modes after. */
async function type(texts: readonly string[], place = 'shop') {
  const command = [process.execPath, ...fromSource, join(repository, 'generator/cli/main.ts'), 'init', place];
  const quoted = command.map((word) => `'${word}'`).join(' ');
  const line = `stty -a > before; ${quoted}; code=$?; stty -a > after; exit $code`;
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, TERM: 'xterm', SHELL: '/bin/sh' },
  });
  const waiting = [...texts];
  let screen = '';
  child.stdout.on('data', (chunk) => {
    const shown = stripVTControlCharacters(String(chunk));
    screen += shown;
    // A question ends in its default.
    if (shown !== '' && /\? \([\w-]+\) $/.test(screen)) child.stdin.write(waiting.shift() ?? '');
  });
  const [code] = await once(child, 'close');
  const [before, after] = ['before', 'after'].map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(after).toBe(before);
  const made = readdirSync(folder).filter((name) => name !== 'before' && name !== 'after');
  return { code, screen: screen.replaceAll('\r', ''), made, left: waiting };
}

describe.runIf(hasTerminal)('a person', () => {
  const interrupt = '\x03';
  const end = '\x04';

  test.each([
    ['answers', ['corner-shop\r', 'entra\r']],
    ['pastes both answers', ['corner-shop\rentra\r']],
    ['errs first', ['../x\r', 'corner-shop\r', 'both\r', 'entra\r']],
  ])(
    '%s',
    async (_name, texts) => {
      expect(await type(texts)).toMatchObject({ code: 0, made: ['shop'], left: [] });
      expect(JSON.parse(readFileSync(join(folder, 'shop/package.json'), 'utf8')).name).toBe('corner-shop');
      expect(readFileSync(join(folder, 'shop/.env.example'), 'utf8')).toContain('ENTRA_TENANT_ID=\n');
    },
    60_000,
  );

  test.each([
    ['at once', [interrupt], 130],
    ['in the middle of a name', [`sho${interrupt}`], 130],
    ['at the second question', ['\r', interrupt], 130],
    ['before the second question is there', [`\r${interrupt}`], 130],
    ['by the end of the input', [end], 1],
    ['by the end of the input at the second question', ['\r', end], 1],
  ])(
    'leaves %s',
    async (_name, texts, code) => {
      const run = await type(texts);
      expect(run).toMatchObject({ code, made: [], left: [] });
      expect(run.screen).toMatch(/\nNothing was written\. Run again: npx diglot init\n$/);
    },
    60_000,
  );

  test('is asked nothing where a project is', async () => {
    writeFileSync(join(folder, 'package.json'), 'mine');
    const { code, screen } = await type([], '.');
    expect({ code, asked: screen.includes('?') }).toEqual({ code: 1, asked: false });
    expect(screen).toContain('Nothing was written, since this folder has already:\n  package.json\n');
  }, 60_000);
});
