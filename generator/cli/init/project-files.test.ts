import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate } from '../../compiler/generate.js';
import { repository } from '../../test/project.js';
import { authKinds } from './auth.js';
import { exampleParts } from './example.js';
import { projectFiles } from './project-files.js';

const textsOf = (auth: (typeof authKinds)[number]) =>
  new Map(projectFiles(exampleParts({ name: 'corner-shop', auth })).map(({ path, content }) => [path, content]));
const shop = (path: string) => readFileSync(join(repository, path), 'utf8');

describe.each(authKinds)('a project with sign-in %s', (auth) => {
  const texts = textsOf(auth);

  test('has a spec without any finding', async () => {
    const text = texts.get('spec/tools.yaml') ?? '';
    const { ok, diagnostics } = await generate({ path: 'spec/tools.yaml', text });
    expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
  });
});

test.each(['scripts/serve.ts', 'scripts/stdio.ts', 'scripts/dev.ts'])('%s is as the shop has it', (path) => {
  expect(textsOf('entra').get(path)).toBe(shop(path));
});
