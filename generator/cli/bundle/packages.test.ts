import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packagesOf } from './packages.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diglot-packages-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const importing = (name: string) => ({ 'server/handlers/x.js': Buffer.from(`import '${name}';`) });
const packed = (name: string) => Object.keys(packagesOf(folder, importing(name))).toSorted();

test('a package comes with code and licence, with what it needs, and with nothing else', () => {
  write({
    'package.json': { dependencies: { a: '1', unused: '1' } },
    'node_modules/a/package.json': {
      dependencies: { b: '1', '@types/b': '1' },
      optionalDependencies: { c: '1', absent: '1' },
      peerDependencies: { peer: '1' },
      peerDependenciesMeta: { peer: { optional: true } },
    },
    'node_modules/a/index.js': '',
    'node_modules/a/LICENSE': '',
    'node_modules/a/lib/native.node': '',
    'node_modules/a/node_modules/b/package.json': {},
    'node_modules/c/package.json': {},
    'node_modules/unused/package.json': {},
    'node_modules/peer/package.json': {},
    'node_modules/@types/b/package.json': {},
  });
  const wanted = packed('a');
  for (const path of ['.env', '.npmrc', '.git/x.js', 'README.md', 'a.d.ts', 'a.js.map', 'key.pem', 'test/x.js']) {
    write({ [`node_modules/a/${path}`]: 'SECRET=1' });
  }
  expect(packed('a')).toEqual(wanted);
  const top = 'server/node_modules';
  const own = ['LICENSE', 'index.js', 'lib/native.node', 'package.json'].map((path) => `${top}/a/${path}`);
  expect(wanted).toEqual([...own, `${top}/b/package.json`, `${top}/c/package.json`]);
});

test('what production does not install is refused, with what to run', () => {
  write({ 'package.json': { devDependencies: { a: '1' } }, 'node_modules/a/package.json': {} });
  expect(() => packed('a/b')).toThrow(
    'handlers/x.js imports a, which is not among the dependencies of package.json. Run: npm install a',
  );
});

test('what is not installed is refused, with who needs it', () => {
  write({ 'package.json': { dependencies: { a: '1' } }, 'node_modules/a/package.json': { dependencies: { b: '1' } } });
  expect(() => packed('a')).toThrow('b, which a needs, is not installed. Run: npm install');
});
