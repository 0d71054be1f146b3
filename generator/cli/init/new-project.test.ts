import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../../test/project.js';
import { bearer } from '../../testing/client.js';
import { authKinds } from './auth.js';
import { createInitProject, fromSource, type InitProject } from './test-project.js';

/** What `diglot init` writes, used: each sign-in type-checked, tested, served and called. */

const tool = (path: string) => join(repository, 'node_modules', path);

describe.each(authKinds)('a new project with sign-in %s', (auth) => {
  let project: InitProject;
  beforeAll(async () => {
    project = await createInitProject(auth);
  });
  afterAll(() => project?.remove());

  test('is what strict TypeScript accepts', () => {
    const run = project.node(tool('typescript/bin/tsc'), '--noEmit');
    expect(run).toEqual({ status: 0, printed: '' });
  }, 60_000);

  test('passes its own tests', () => {
    // From source, as this repository's own tests.
    const conditions = JSON.stringify({ resolve: { conditions: ['diglot-source', 'node'] } });
    const config = join(project.root, 'vitest.config.mjs');
    writeFileSync(config, `const it = ${conditions};\nexport default { ...it, ssr: it };\n`);
    const run = project.node(tool('vitest/vitest.mjs'), 'run');
    expect(run).toEqual({ status: 0, printed: expect.stringMatching(/Test Files {2}2 passed \(2\)/) });
  }, 60_000);

  test('has nothing left to generate', () => {
    const cli = join(repository, 'generator/cli/main.ts');
    expect(project.node(...fromSource, cli, 'generate', '--check')).toEqual({
      status: 0,
      printed: 'No drift: generated/ is what spec/tools.yaml says.\n',
    });
  }, 60_000);

  test('answers on both surfaces', async () => {
    await project.serve([...fromSource, 'scripts/serve.ts'], async ({ call, token }) => {
      const output = { time_zone: 'Asia/Tokyo', date: expect.any(String), time: expect.stringMatching(/^\d\d:\d\d$/) };
      expect(await call(bearer(token))).toEqual([
        output,
        expect.objectContaining({ result: expect.objectContaining({ structuredContent: output }) }),
      ]);
      expect(token === undefined).toBe(auth === 'none');
      if (auth === 'none') return;
      const refused = [expect.objectContaining({ code: 'unauthenticated' }), expect.anything()];
      expect(await call({})).toEqual(refused);
    });
  }, 60_000);
});
