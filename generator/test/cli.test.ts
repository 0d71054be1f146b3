import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createProject, type Project, repository, seventh, shopSpec } from './project.js';

let project: Project;
beforeEach(() => {
  project = createProject(shopSpec);
});
afterEach(() => project.remove());

describe('diglot generate', () => {
  test('writes what strict TypeScript accepts, stubs included, and a second run writes nothing', () => {
    expect(project.diglot('generate')).toMatchObject({ status: 0 });
    expect(project.typeErrors()).toBe('');
    const before = project.files();
    const again = project.diglot('generate');
    expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('up to date') });
    expect(project.files()).toEqual(before);
    expect(project.diglot('generate', '--check')).toMatchObject({ status: 0 });
  }, 60_000);

  test('--quiet has of warnings how many there are, in a run and in one with nothing to do', () => {
    project.write(
      'spec/tools.yaml',
      shopSpec + seventh.replace(/input: .*/, 'input: { type: object, properties: { note: { type: string } } }'),
    );
    const said = 'spec/tools.yaml has 3 warnings. To see them: npm run generate\n';
    for (const _run of [1, 2]) expect(project.diglot('generate', '--quiet')).toMatchObject({ status: 0, stderr: said });
    expect(project.diglot('generate').stderr).toContain('schema/');
  }, 60_000);

  test('another folder, locale and time zone give the committed bytes', () => {
    Object.assign(process.env, { TZ: 'Pacific/Apia', LC_ALL: 'tr_TR.UTF-8' });
    const run = project.diglot('generate');
    delete process.env['TZ'];
    delete process.env['LC_ALL'];
    expect(run.status).toBe(0);
    const generated = [...project.files().keys()].filter((path) => path.startsWith('generated/'));
    expect(generated).toHaveLength(11);
    for (const path of generated) expect(project.read(path)).toBe(readFileSync(join(repository, path), 'utf8'));
  });

  test('a seventh tool is one new stub; a filled handler keeps every byte', () => {
    project.diglot('generate');
    const body = `// mine\n${project.read('handlers/view_cart.ts')}\n`;
    project.write('handlers/view_cart.ts', body);
    project.write('spec/tools.yaml', shopSpec + seventh);
    const before = project.files();
    expect(project.diglot('generate')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('new handlers/store_hours.ts'),
    });
    const after = project.files();
    const handlers = [...after.keys()].filter((path) => path.startsWith('handlers/'));
    expect(handlers.filter((path) => !before.has(path))).toEqual(['handlers/store_hours.ts']);
    for (const path of handlers.filter((each) => before.has(each))) expect(after.get(path)).toEqual(before.get(path));
    expect(project.read('handlers/view_cart.ts')).toBe(body);
    expect(project.typeErrors()).toBe('');
  }, 60_000);

  test('a handler that does not fit its contract is a type error', () => {
    project.diglot('generate');
    const wrong = project.read('handlers/view_cart.ts').replace('throw ctx.notImplemented();', 'return { lines: [] };');
    project.write('handlers/view_cart.ts', wrong.replace('_input, ctx', ''));
    expect(project.typeErrors()).toContain('handlers/view_cart.ts');
  }, 60_000);

  test('a broken spec: exit 2, located errors, nothing written', () => {
    project.write('spec/tools.yaml', shopSpec.replace('effect: read', 'efect: read'));
    const before = project.files();
    const run = project.diglot('generate');
    expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining('spec/unknown-key') });
    expect(run.stderr).toMatch(/--> spec\/tools\.yaml:\d+:5/);
    expect(project.files()).toEqual(before);
  });

  test('no spec, not UTF-8, too large: one message each, never a stack', () => {
    writeFileSync(join(project.root, 'spec/tools.yaml'), Buffer.from([0x64, 0xff, 0xfe]));
    expect(project.diglot('generate')).toMatchObject({ status: 2, stderr: expect.stringContaining('yaml/not-utf8') });
    writeFileSync(join(project.root, 'spec/tools.yaml'), Buffer.from(`\uFEFF${shopSpec}`, 'utf16le'));
    expect(project.diglot('generate')).toMatchObject({ status: 2, stderr: expect.stringContaining('yaml/not-utf8') });
    writeFileSync(join(project.root, 'spec/tools.yaml'), Buffer.from(shopSpec, 'utf16le'));
    expect(project.diglot('generate')).toMatchObject({ status: 2, stderr: expect.stringContaining('control-char') });
    writeFileSync(join(project.root, 'spec/tools.yaml'), `# ${'x'.repeat(17 * 1024 * 1024)}`);
    expect(project.diglot('generate')).toMatchObject({ status: 2, stderr: expect.stringContaining('yaml/too-large') });
    const elsewhere = project.diglot('generate', '--root', join(project.root, 'nowhere'));
    expect(elsewhere).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('There is no nowhere/spec/tools.yaml'),
    });
    expect(elsewhere.stderr).not.toContain('    at ');
  });
});

describe('diglot generate --check', () => {
  test.each([
    {
      title: 'a hand edit',
      change: () => project.write('generated/openapi.json', `${project.read('generated/openapi.json')} `),
      want: 'generated/openapi.json (edited by hand)',
      diff: '    @@ -',
    },
    {
      title: 'a spec edit',
      change: () => project.write('spec/tools.yaml', shopSpec.replace('title: View cart', 'title: See cart')),
      want: 'generated/mcp.json (the spec changed)',
      diff: '    -      "title": "View cart",\n    +      "title": "See cart",',
    },
    {
      title: 'a file that is not there',
      change: () => rmSync(join(project.root, 'generated/router.ts')),
      want: 'generated/router.ts (deleted by hand)',
    },
    {
      title: 'another version of diglot',
      change: () => {
        const lock = project.read('generated/diglot.lock');
        project.write('generated/diglot.lock', lock.replace(/"generator": "[^"]*"/, '"generator": "0.0.9"'));
      },
      want: /generated\/diglot\.lock \(made by diglot 0\.0\.9, this is \d+\.\d+\.\d+\)/,
    },
    {
      title: 'a stray file',
      change: () => project.write('generated/stray.ts', ''),
      want: 'generated/stray.ts (not a generated file)',
    },
    {
      title: 'a tool without a handler',
      change: () => project.write('spec/tools.yaml', shopSpec + seventh),
      want: 'handlers/store_hours.ts (no handler yet)',
    },
  ])('$title: exit 1, names the file and the command, writes nothing', ({ change, want, diff = '' }) => {
    project.diglot('generate');
    change();
    vi.stubEnv('CI', '');
    const before = project.files();
    const run = project.diglot('generate', '--check');
    vi.unstubAllEnvs();
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(want);
    expect(run.stderr).toContain(diff);
    expect(run.stderr).toContain('Run: npm run generate');
    expect(run.stdout).not.toContain('::error');
    expect(project.files()).toEqual(before);
  });

  test('in CI, each file is an annotation too', () => {
    project.diglot('generate');
    project.write('generated/stray.ts', '');
    vi.stubEnv('CI', 'true');
    const run = project.diglot('generate', '--check');
    vi.unstubAllEnvs();
    expect(run.stdout).toBe(
      '::error file=generated/stray.ts,title=drift::generated/stray.ts: not a generated file. Run: npm run generate\n',
    );
  });

  test('a checkout with CRLF has no drift', () => {
    project.diglot('generate');
    for (const [path, { text }] of project.files()) {
      if (/^(generated|handlers|spec)\//.test(path)) project.write(path, text.replaceAll('\n', '\r\n'));
    }
    expect(project.diglot('generate', '--check')).toMatchObject({ status: 0 });
  });
});

describe('a run that is killed', () => {
  test('leaves the old output whole, or the new one after the next run', async () => {
    project.diglot('generate');
    const old = texts(project);
    const renamed = shopSpec.replace('title: View cart', 'title: See cart');
    project.write('spec/tools.yaml', renamed);
    let killed = 0;
    for (let delay = 300; delay <= 2400; delay += 300) {
      const run = project.start('generate');
      await wait(delay);
      if (run.exitCode === null) {
        run.kill('SIGKILL');
        killed += 1;
        await once(run, 'exit');
      }
      const now = texts(project);
      const whole = [...now].every(
        ([path, text]) =>
          text === old.get(path) ||
          !path.startsWith('generated/') ||
          text.includes('See cart') ||
          path.endsWith('.lock'),
      );
      expect(whole).toBe(true);
    }
    expect(killed).toBeGreaterThan(0);
    expect(project.diglot('generate')).toMatchObject({ status: 0 });
    expect(project.diglot('generate', '--check')).toMatchObject({ status: 0 });
  }, 60_000);

  test('a place that can not be written: one line, exit 1, nothing changed', () => {
    project.write('handlers', 'a file where the folder belongs');
    const run = project.diglot('generate');
    expect(run).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^Can't write handlers: a file is where a folder belongs .*Nothing was changed\.\n$/,
      ),
    });
    expect(run.stderr).not.toContain('    at ');
    expect([...project.files().keys()]).toEqual(['handlers', 'package.json', 'spec/tools.yaml']);
  });
});

function texts(from: Project): ReadonlyMap<string, string> {
  return new Map([...from.files()].map(([path, { text }]) => [path, text]));
}

describe('diglot connect', () => {
  const deployed = { PUBLIC_URL: 'https://shop.contoso.com', ENTRA_TENANT_ID: 'contoso', ENTRA_CLIENT_ID: 'api' };
  afterEach(() => vi.unstubAllEnvs());

  test('prints the values of this environment on stdout, advice on stderr', () => {
    vi.stubEnv('PORT', '4000');
    const chatgpt = project.diglot('connect', 'chatgpt');
    expect(chatgpt).toMatchObject({ status: 0, stderr: expect.stringContaining('Warning: http://127.0.0.1:4000') });
    expect(chatgpt.stdout).toContain('http://127.0.0.1:4000/.well-known/openapi-3.1.json');
    for (const [name, value] of Object.entries(deployed)) vi.stubEnv(name, value);
    const own = project.diglot('connect', 'claude-connector', '--client-id', 'own');
    expect(own).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/OAuth Client ID +own\n/) });
    vi.unstubAllEnvs();
    const desktop = project.diglot('connect', 'claude-desktop', '--root', project.root);
    expect(desktop).toMatchObject({ status: 0, stderr: expect.stringContaining('claude_desktop_config.json') });
    expect(JSON.parse(desktop.stdout)).toMatchObject({ mcpServers: { cornershop: { command: process.execPath } } });
  });

  test('a missing variable: one line that names it, exit 1, nothing printed', () => {
    vi.stubEnv('ENTRA_TENANT_ID', 'contoso');
    for (const client of ['chatgpt', 'claude-desktop', 'claude-connector']) {
      const run = project.diglot('connect', client);
      expect(run).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringMatching(/^Set ENTRA_CLIENT_ID: .*\n$/),
      });
    }
  });

  test('no client or an unknown one: the three are named', () => {
    const all = /chatgpt\|claude-desktop\|claude-connector\n$/;
    expect(project.diglot('connect')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(all) });
    const run = project.diglot('connect', 'toString');
    expect(run).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(all) });
    expect(project.diglot('connect', '--help').stdout).toContain('npx diglot connect chatgpt');
  });

  test('an empty client id is refused; a client that would find no tool is said', () => {
    const run = project.diglot('connect', 'chatgpt', '--client-id', '');
    expect(run).toMatchObject({ status: 1, stdout: '', stderr: '--client-id needs the id of a registration.\n' });
    project.write('spec/tools.yaml', shopSpec.replaceAll(/^ {4}effect: /gm, '    expose: [mcp]\n$&'));
    expect(project.diglot('connect', 'chatgpt').stderr).toContain('no tool of spec/tools.yaml is exposed over rest');
    expect(project.diglot('connect', 'claude-connector').stderr).not.toContain('no tool');
  });

  test('a broken spec: exit 2, nothing printed', () => {
    project.write('spec/tools.yaml', shopSpec.replace('effect: read', 'efect: read'));
    const run = project.diglot('connect', 'chatgpt');
    expect(run).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('spec/unknown-key') });
  });
});

describe('the compiled command', () => {
  beforeAll(() => {
    const build = spawnSync('npm', ['run', 'prepare', '--workspace', 'generator'], {
      cwd: repository,
      encoding: 'utf8',
    });
    expect(build.status).toBe(0);
  }, 60_000);

  test('prints a configuration by which a client of the SDK finds milk', async () => {
    const bin = join(repository, 'generator/bin/diglot.js');
    const run = spawnSync(process.execPath, [bin, 'connect', 'claude-desktop', '--root', repository], {
      cwd: project.root,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: `file:${join(project.root, 'shop.db')}`, LOG_LEVEL: 'warn' },
    });
    const { command, args, env } = JSON.parse(run.stdout).mcpServers.cornershop;
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(new StdioClientTransport({ command, args, env, cwd: project.root }));
    const found = await client.callTool({ name: 'search_products', arguments: { query: 'milk', limit: 1 } });
    await client.close();
    expect(JSON.stringify(found.structuredContent)).toMatch(/milk/i);
  }, 60_000);

  test('does what the source does, patterns included', () => {
    const pattern = 'query: { type: string, pattern: "^(a+)+$",';
    project.write('spec/tools.yaml', shopSpec.replace('query: { type: string,', pattern));
    const bin = join(repository, 'generator/bin/diglot.js');
    const compiled = spawnSync(process.execPath, [bin, 'generate'], {
      cwd: project.root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    expect(compiled.stderr).toContain('schema/catastrophic-pattern');
    expect(compiled).toMatchObject({ status: 2, stderr: project.diglot('generate').stderr });
  }, 60_000);
});

describe('diglot', () => {
  test('--help lists the commands, an unknown one is refused', () => {
    expect(project.diglot('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('generate') });
    expect(project.diglot('generate', '--help').stdout).toContain('Example:');
    expect(project.diglot('genarate')).toMatchObject({ status: 1, stderr: expect.stringContaining('genarate') });
  });

  test('token says when no server answers, and prints nothing on stdout', () => {
    process.env['PORT'] = '1';
    const run = project.diglot('token');
    delete process.env['PORT'];
    expect(run).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('No server answers') });
  });
});
