import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../../test/project.js';
import { createInitProject, type InitProject } from './test-project.js';

/** The examples of docs/api.md, in a new project: strict TypeScript accepts them, and those that are programs run. */

const page = readFileSync(join(repository, 'docs/api.md'), 'utf8');
const examples = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
const names = ['scripts/compile.ts', 'handlers/who/who.ts', 'handlers/noon.test.ts', 'scripts/call.ts'];

let project: InitProject;
beforeAll(async () => {
  project = await createInitProject('local');
  mkdirSync(join(project.root, 'handlers/who'));
  names.forEach((name, index) => {
    writeFileSync(join(project.root, name), examples[index] ?? '');
  });
});
afterAll(() => project?.remove());

test('there are as many as are known here', () => expect(examples).toHaveLength(names.length));

test('they compile', () => {
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  expect(project.node(tsc, '--noEmit')).toEqual({ status: 0, printed: '' });
}, 60_000);

test.each([
  ['scripts/compile.ts', /^generated generated\/openapi\.json \d+$/m],
  ['scripts/call.ts', /^\{ time_zone: 'UTC', date: '[\d-]+', time: '[\d:]+' \}$/m],
])(
  '%s runs, with what is packed',
  (name, says) => {
    const run = project.node('--import', import.meta.resolve('tsx'), name);
    expect(run).toEqual({ status: 0, printed: expect.stringMatching(says) });
  },
  60_000,
);

test('handlers/noon.test.ts passes', () => {
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  expect(project.node(vitest, 'run', 'handlers/noon.test.ts')).toMatchObject({ status: 0 });
}, 60_000);
