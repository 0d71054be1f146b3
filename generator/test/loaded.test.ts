import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInitProject, fromSource, type InitProject } from '../cli/init/test-project.js';
import { isRecord } from '../runtime/schema/equality.js';
import { repository } from './project.js';

/** Which packages a process loads that uses dist/ under plain Node: what a server does not need must not cost it its start. */

const tracer = join(repository, 'generator/test/loaded/trace.mjs');
let project: InitProject;
beforeAll(async () => {
  project = await createInitProject('none');
});
afterAll(() => project?.remove());

/** The names of the packages whose modules were loaded, those of this repository's own included. */
function packagesIn(trace: string): readonly string[] {
  const names = readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((address) => {
      if (address.includes('/generator/dist/')) return ['diglot'];
      const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(address) ?? [];
      return name === undefined ? [] : [name];
    });
  rmSync(trace);
  return [...new Set(names)].toSorted();
}

const env = () => ({ LOADED: join(project.root, 'loaded.txt') });

test.each([
  ['diglot/runtime', ['diglot']],
  ['diglot/node', ['diglot']],
])('importing %s loads %j alone', (entry, want) => {
  const { LOADED } = env();
  process.env['LOADED'] = LOADED;
  const run = project.node('--import', tracer, '--input-type=module', '--eval', `import '${entry}'`);
  delete process.env['LOADED'];
  expect(run).toEqual({ status: 0, printed: '' });
  expect(packagesIn(LOADED)).toEqual(want);
});

test('a compiler is noticed where one is loaded', () => {
  const { LOADED } = env();
  process.env['LOADED'] = LOADED;
  const script = `import { generate } from 'diglot'; await generate({ path: 'spec/tools.yaml', text: 'diglot: 1 # !' });`;
  expect(project.node('--import', tracer, '--input-type=module', '--eval', script)).toMatchObject({ status: 0 });
  delete process.env['LOADED'];
  expect(packagesIn(LOADED)).toEqual(expect.arrayContaining(['diglot', 'handlebars', 'yaml']));
});

describe('a built server, without the local issuer', () => {
  beforeAll(() => {
    const cli = join(repository, 'generator/cli/main.ts');
    expect(project.node(...fromSource, cli, 'build')).toEqual({ status: 0, printed: '' });
  }, 60_000);

  test('loads nothing but what logs, counts and checks tokens, calls on both surfaces included', async () => {
    await project.serve(
      ['--import', tracer, 'dist/scripts/serve.js'],
      async ({ call }) => {
        const output = expect.objectContaining({ time_zone: 'Asia/Tokyo' });
        expect(await call({})).toEqual([output, expect.objectContaining({ result: expect.anything() })]);
      },
      env(),
    );
    const loaded = packagesIn(env().LOADED);
    const require = createRequire(join(repository, 'generator/package.json'));
    const own: unknown = require('./package.json');
    const known = isRecord(own) && isRecord(own['dependencies']) ? Object.keys(own['dependencies']) : [];
    expect(loaded.filter((name) => known.includes(name))).toEqual(['pino', 'prom-client']);
    expect(
      loaded.filter((name) => /yaml|ts-morph|typescript|handlebars|modelcontextprotocol|tsx|oidc/.test(name)),
    ).toEqual([]);
  }, 60_000);
});
