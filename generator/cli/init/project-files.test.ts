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

describe('what is pinned and how strictly it compiles is as in the shop', () => {
  const json = (text: string | undefined) => JSON.parse(text ?? '{}');
  const theirs = textsOf('local');

  test('package.json', () => {
    const ours = json(shop('package.json'));
    const { devDependencies, engines, dependencies } = json(theirs.get('package.json'));
    for (const [name, version] of Object.entries(devDependencies))
      expect(ours.devDependencies[name], name).toBe(version);
    expect({ engines, dependencies }).toEqual({
      engines: ours.engines,
      dependencies: { diglot: ours.dependencies.diglot },
    });
  });

  test('tsconfig.json', () => {
    const ours = json(shop('tsconfig.json'));
    delete ours.compilerOptions.customConditions;
    const include = ['generated', 'handlers', 'scripts'];
    expect(json(theirs.get('tsconfig.json'))).toEqual({ ...ours, include });
  });

  test('tsconfig.build.json', () => {
    const ours = json(shop('tsconfig.build.json'));
    delete ours.compilerOptions.customConditions;
    expect(json(theirs.get('tsconfig.build.json'))).toEqual(ours);
  });

  test('the drift check in CI', () => {
    const drift = (text: string | undefined) => /\n {2}drift:\n[\s\S]*?(?=\n {2}check:)/.exec(text ?? '')?.[0];
    expect(drift(theirs.get('.github/workflows/ci.yml'))).toBe(drift(shop('.github/workflows/ci.yml')) ?? 'none');
  });
});
