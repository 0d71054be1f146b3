import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInitProject, fromSource, type InitProject } from '../cli/init/test-project.js';
import { bearer } from '../testing/client.js';
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

const loadedBy = ({ root }: InitProject) => join(root, 'loaded.txt');

test.each([
  ['diglot/runtime', ['diglot']],
  ['diglot/node', ['diglot']],
])('importing %s loads %j alone', (entry, want) => {
  const LOADED = loadedBy(project);
  process.env['LOADED'] = LOADED;
  const run = project.node('--import', tracer, '--input-type=module', '--eval', `import '${entry}'`);
  delete process.env['LOADED'];
  expect(run).toEqual({ status: 0, printed: '' });
  expect(packagesIn(LOADED)).toEqual(want);
});

test('a compiler is noticed where one is loaded', () => {
  const LOADED = loadedBy(project);
  process.env['LOADED'] = LOADED;
  const script = `import { generate } from 'diglot'; await generate({ path: 'spec/tools.yaml', text: 'diglot: &one 1' });`;
  expect(project.node('--import', tracer, '--input-type=module', '--eval', script)).toMatchObject({ status: 0 });
  delete process.env['LOADED'];
  expect(packagesIn(LOADED)).toEqual(expect.arrayContaining(['diglot', 'handlebars', 'yaml']));
});

/** A token of somebody else's, which is refused without a look at any key. */
const foreign = ['{"alg":"RS256"}', '{"iss":"https://elsewhere.example.com/"}', 'x']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

/** pino and what it needs: a token that is refused is logged. */
const logging = [
  ...['@pinojs/redact', 'atomic-sleep', 'on-exit-leak-free', 'pino', 'pino-std-serializers', 'quick-format-unescaped'],
  ...['safe-stable-stringify', 'sonic-boom', 'thread-stream'],
];

describe.each([
  { auth: 'none', settings: {}, want: ['diglot'] },
  { auth: 'local', settings: { AUTH_AUDIENCE: 'first-tools' }, want: ['diglot', 'jose', ...logging] },
] as const)('a built server with sign-in $auth, without the local issuer', ({ auth, settings, want }) => {
  let built: InitProject;
  beforeAll(async () => {
    built = await createInitProject(auth);
    const cli = join(repository, 'generator/cli/main.ts');
    const printed = 'Built. Run it: node dist/scripts/serve.js\n';
    expect(built.node(...fromSource, cli, 'build')).toEqual({ status: 0, printed });
  }, 60_000);
  afterAll(() => built?.remove());

  test(`has loaded ${want.join(', ')} alone when it has started and was called on both surfaces`, async () => {
    const env = { ...settings, LOADED: loadedBy(built) };
    const command = ['--import', tracer, 'dist/scripts/serve.js'];
    await built.serve(
      command,
      async ({ call }) => {
        const refused = { code: 'invalid_token' };
        const output = { time_zone: 'Asia/Tokyo' };
        expect(await call(auth === 'none' ? {} : bearer(foreign))).toMatchObject(
          auth === 'none' ? [output, { result: { structuredContent: output } }] : [refused, refused],
        );
      },
      env,
    );
    expect(packagesIn(env.LOADED)).toEqual(want.toSorted());
  }, 60_000);
});
