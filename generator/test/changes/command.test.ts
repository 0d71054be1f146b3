import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProject, type Project, seventh, shopSpec } from '../project.js';
import { commit, git } from '../repository.js';

// diglot diff, through the command line and a repository of git.

let project: Project;
beforeEach(() => {
  project = createProject(shop);
});
afterEach(() => project.remove());

// The shop as it is, whatever its version: these tests are about what changes.
const shop = shopSpec.replace(/^ {2}version: .*$/m, '  version: 1.0.0');
const fewer = shop.replace('minimum: 1, maximum: 100 }', 'minimum: 1, maximum: 50 }');
const at = (spec: string, version: string) => spec.replace('version: 1.0.0', `version: ${version}`);
const allowing = (spec: string, code: string) => spec.replace('allow:\n', `allow:\n  ${code}: Nobody orders more.\n`);
/** The line of a spec that a text stands in. */
const lineOf = (spec: string, text: string) => spec.slice(0, spec.indexOf(text)).split('\n').length;
const quantityLine = lineOf(fewer, 'quantity: { type: integer, description: How many pieces to add');

describe('diglot diff', () => {
  test('in a repository: what changed since the last commit, or since another', () => {
    git(project.root, 'init');
    commit(project.root, 'one');
    git(project.root, 'tag', 'v1');
    expect(project.diglot('diff')).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing changed') });

    project.write('spec/tools.yaml', fewer);
    const broken = project.diglot('diff');
    expect(broken.status).toBe(3);
    for (const part of [
      'major change/input-bound-tightened: ',
      `spec/tools.yaml:${quantityLine}:9 add_to_cart: input.quantity maximum was 100, is 50\n`,
      '    REST callers  Calls with values beyond it are answered 400.\n',
      '1 major since HEAD.\n',
    ]) {
      expect(broken.stdout).toContain(part);
    }
    expect(broken.stderr).toContain('Set it to 2.0.0 in spec/tools.yaml');

    project.write('spec/tools.yaml', at(fewer, '2.0.0'));
    expect(project.diglot('diff')).toMatchObject({ status: 0, stdout: expect.stringContaining('2.0.0 carries them') });
    commit(project.root, 'two');
    project.write('spec/tools.yaml', at(fewer, '2.0.0') + seventh);
    expect(project.diglot('diff')).toMatchObject({ status: 3, stderr: expect.stringContaining('Set it to 2.1.0') });
    expect(project.diglot('diff', '--against', 'v1')).toMatchObject({ status: 0 });
  }, 60_000);

  test('against a file, with what is accepted and what no longer needs to be', () => {
    project.write('old.yaml', shop);
    const old = join(project.root, 'old.yaml');
    const diff = (spec: string) => {
      project.write('spec/tools.yaml', spec);
      return project.diglot('diff', '--against', old);
    };
    expect(diff(allowing(fewer, 'change/input-bound-tightened'))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('accepted: Nobody orders more.'),
    });
    // A released change needs no reason any more; the compiler, which sees one spec alone, leaves that to this command.
    const left = allowing(shop, 'change/input-bound-tightened');
    expect(diff(left)).toMatchObject({
      status: 0,
      stderr: expect.stringContaining(
        `tools.yaml:${lineOf(left, 'change/input')}:3 change/input-bound-tightened is allowed, but nothing`,
      ),
    });
    expect(project.diglot('generate', '--strict')).toMatchObject({ status: 0, stderr: '' });
    expect(diff(at(shop, '0.9.0'))).toMatchObject({ status: 3, stderr: expect.stringContaining('went back') });
    project.write('spec/tools.yaml', allowing(shop, 'change/input-bound-tightend'));
    expect(project.diglot('generate')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("'change/input-bound-tightened'"),
    });
  }, 60_000);

  test('for programs and for GitHub', () => {
    project.write('old.yaml', shop);
    project.write('spec/tools.yaml', fewer);
    const against = ['--against', join(project.root, 'old.yaml')];
    const json = project.diglot('diff', ...against, '--format', 'json');
    expect(json).toMatchObject({ status: 3, stderr: '' });
    const { ok, version, changes } = JSON.parse(json.stdout);
    expect({ ok, version }).toEqual({ ok: false, version: { from: '1.0.0', to: '1.0.0', needed: '2.0.0' } });
    expect(changes).toMatchObject([
      {
        code: 'change/input-bound-tightened',
        severity: 'major',
        tools: ['add_to_cart'],
        subject: 'input.quantity',
        path: 'spec/tools.yaml',
        start: { line: quantityLine, column: 9 },
        means: { rest: expect.any(String), mcp: expect.any(String), chatgpt: expect.any(String) },
      },
    ]);
    const github = project.diglot('diff', ...against, '--format', 'github');
    expect(github.stdout).toMatch(
      new RegExp(
        `^::error file=spec/tools\\.yaml,line=${quantityLine},col=9,title=change/input-bound-tightened::add_to_cart: .*%0AREST callers: `,
        'm',
      ),
    );
  }, 60_000);

  test('says what to do where it can not compare', () => {
    expect(project.diglot('diff')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^'HEAD' is no file, and this folder is in no git repository\. .*--against <file>\n$/,
      ),
    });
    git(project.root, 'init');
    project.write('README', '');
    git(project.root, 'add', 'README');
    git(project.root, 'commit', '-m', 'none');
    expect(project.diglot('diff')).toMatchObject({ status: 0, stdout: expect.stringContaining('all of it is new') });
    expect(project.diglot('diff', '--against', '--output=x')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^'--output=x' is neither a file nor a revision of git here\. .*--against.*\n$/),
    });
    project.write('old.yaml', shop.replace('effect: read', 'efect: read'));
    expect(project.diglot('diff', '--against', join(project.root, 'old.yaml'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('spec/unknown-key'),
    });
    project.write('spec/tools.yaml', shop.replace('effect: read', 'efect: read'));
    expect(project.diglot('diff')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Nothing was compared'),
    });
  }, 60_000);

  test('in a shallow clone, once the other commit has been fetched', () => {
    git(project.root, 'init');
    commit(project.root, 'one');
    git(project.root, 'branch', 'base');
    project.write('spec/tools.yaml', fewer);
    commit(project.root, 'two');
    const clone = mkdtempSync(join(tmpdir(), 'diglot-shallow-'));
    git(tmpdir(), 'clone', '--depth=1', '--branch', 'main', `file://${project.root}`, clone);
    const diff = () => project.diglot('diff', '--root', clone, '--against', 'origin/base');
    expect(diff()).toMatchObject({ status: 1, stderr: expect.stringContaining('git fetch --depth=1 origin') });
    git(clone, 'fetch', '--depth=1', 'origin', 'base:refs/remotes/origin/base');
    expect(diff()).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('input.quantity maximum was 100, is 50'),
    });
    rmSync(clone, { recursive: true, force: true });
  }, 60_000);
});
