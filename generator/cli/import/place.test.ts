import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runImportMcp } from './mcp.js';
import { runImportOpenapi } from './openapi.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diglot-import-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

const options = (dir: string) => ({ dir, auth: 'none', only: [], all: false, format: 'json' }) as const;

test('a folder that is taken is refused before the command is started', async () => {
  mkdirSync(join(folder, 'spec'));
  writeFileSync(join(folder, 'spec', 'tools.yaml'), 'mine');
  const trace = join(folder, 'started');
  const command = ['node', '-e', `require('fs').writeFileSync(${JSON.stringify(trace)}, '')`];
  await expect(runImportMcp(command, { ...options(folder), env: [] })).rejects.toThrow(/spec\/tools\.yaml is there/);
  expect(existsSync(trace)).toBe(false);
});

test('a folder that is taken is refused before the document is read', async () => {
  mkdirSync(join(folder, 'spec'));
  writeFileSync(join(folder, 'spec', 'tools.yaml'), 'mine');
  const missing = join(folder, 'no-such-document.json');
  await expect(runImportOpenapi(missing, { ...options(folder), tag: [] })).rejects.toThrow(
    /spec\/tools\.yaml is there/,
  );
});

test('who imports without sign-in is not warned that there is none', async () => {
  const document = join(folder, 'clock.json');
  const get = { operationId: 'now', summary: 'Tells the time', responses: { 200: { description: 'The time.' } } };
  const api = { openapi: '3.0.3', info: { title: 'Clock', version: '1.0.0' }, paths: { '/now': { get } } };
  writeFileSync(document, JSON.stringify({ ...api, servers: [{ url: 'https://clock.example.com' }] }));
  expect(await runImportOpenapi(document, { ...options(join(folder, 'clock')), tag: [] })).toBe(0);
  expect(readFileSync(join(folder, 'clock', 'spec', 'tools.yaml'), 'utf8')).toContain('allow:\n  auth/none: ');
});
