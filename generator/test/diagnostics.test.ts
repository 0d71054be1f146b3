import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkIds, checkPages } from '../cli/doctor/codes.js';
import { diagnosticCodes, messages } from '../compiler/diagnostics/codes.js';
import { explainAll, markdown } from '../compiler/diagnostics/explain.js';
import { changeCodes } from '../compiler/diff/codes.js';
import { changesMarkdown, explainAllChanges } from '../compiler/diff/explain.js';
import { createProject, type Project, repository } from './project.js';

const mistakes = readFileSync(fileURLToPath(new URL('./mistakes/tools.yaml', import.meta.url)), 'utf8');

/** What is wrong in mistakes/tools.yaml, from top to bottom: code, line and column. */
const seeded = [
  ['server/bad-url', 3, 16],
  ['tool/bad-name', 12, 3],
  ['spec/unknown-key', 21, 5],
  ['auth/unknown-scope', 23, 14],
  ['schema/bad-default', 27, 81],
  ['secret/sensitive-property', 28, 9],
  ['schema/dangling-reference', 29, 23],
  ['schema/required-undeclared', 30, 18],
  ['schema/root-not-object', 31, 13],
  ['effect/unconfirmed-destructive', 36, 14],
] as const;

describe('a spec with many mistakes', () => {
  let project: Project;
  beforeEach(() => {
    project = createProject(mistakes);
  });
  afterEach(() => project.remove());

  test('prints each where it is, with what to write instead', () => {
    const { status, stdout, stderr } = project.diglot('generate');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const found = [
      ...stderr.matchAll(
        /^error (\S+?)(?: \([^)]*\))?: .+\n +--> spec\/tools\.yaml:(\d+):(\d+)\n.*\n.*\^+\n +(= .+)$/gm,
      ),
    ];
    expect(found.map(([, code, line, column]) => [code, Number(line), Number(column)])).toEqual(seeded);
    expect(stderr).toContain(`${seeded.length} errors\n`);
    expect(stderr).toContain('Nothing was written. Mend spec/tools.yaml');
  });

  test('as JSON: one object on stdout, nothing on stderr', () => {
    const { status, stdout, stderr } = project.diglot('generate', '--format', 'json');
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    const { ok, diagnostics } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(diagnostics).toHaveLength(seeded.length);
    for (const [index, [code, line, column]] of seeded.entries()) {
      expect(diagnostics[index]).toMatchObject({
        code,
        severity: 'error',
        path: 'spec/tools.yaml',
        start: { line, column },
      });
      expect(diagnostics[index].message).not.toBe('');
      expect(diagnostics[index].help).not.toBe('');
    }
  });

  test('as annotations of GitHub Actions', () => {
    const { status, stdout } = project.diglot('generate', '--format', 'github');
    expect(status).toBe(2);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(seeded.length);
    for (const [index, [code, line, column]] of seeded.entries()) {
      expect(lines[index]).toMatch(
        new RegExp(`^::error file=spec/tools\\.yaml,line=${line},.*col=${column},.*title=${code}::.+%0A.+$`),
      );
    }
  });

  test('an unknown format is refused with the ones there are', () => {
    expect(project.diglot('generate', '--format', 'xml')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('pretty, json, github'),
    });
  });
});

describe('--strict', () => {
  test('takes a warning for an error, and leaves what is accepted alone', () => {
    const warned = mistakes
      .slice(0, mistakes.indexOf('tools:'))
      .replace('http://probe.example.com:8080', 'https://probe.example.com');
    const tool = mistakes
      .slice(mistakes.indexOf('  Get-Thing:'), mistakes.indexOf('  list_things:'))
      .replace('Get-Thing', 'get_thing')
      .replace('    effect', '    timeout: 41s\n    effect');
    const project = createProject(`${warned}tools:\n${tool}`);
    expect(project.diglot('generate')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('warning client/slow'),
    });
    expect(project.diglot('generate', '--check')).toMatchObject({ status: 0 });
    expect(project.diglot('generate', '--strict', '--check')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('error client/slow'),
    });
    project.write('spec/tools.yaml', `${warned}allow: { client/slow: It is a long way. }\ntools:\n${tool}`);
    expect(project.diglot('generate', '--strict')).toMatchObject({ status: 0, stderr: '' });
    project.remove();
  }, 30_000);
});

test("the shop's spec has no finding that is not accepted with a reason, and its tools/list is small", () => {
  const project = createProject(readFileSync(`${repository}spec/tools.yaml`, 'utf8'));
  const { status, stdout, stderr } = project.diglot('generate', '--strict', '--format', 'json');
  project.remove();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { diagnostics, toolsList } = JSON.parse(stdout);
  expect(diagnostics).toEqual([]);
  expect(toolsList.tools).toHaveLength(6);
  expect(toolsList.bytes).toBeLessThan(10_000);
});

describe('diglot explain', () => {
  test.each(diagnosticCodes)('%s has a page', (code) => {
    const { summary, why, fix, protects = [] } = messages[code];
    for (const text of [summary, why, fix]) expect(text).toMatch(/^\S.{7,}[."]$/s);
    expect(new Set(protects).size).toBe(protects.length);
    expect(code).toMatch(/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('lists all, prints one, and knows what was nearly meant', () => {
    const project = createProject(mistakes);
    const all = project.diglot('explain').stdout.trimEnd().split('\n');
    expect(all.map((line) => line.split(/\s+/)[1])).toEqual([...diagnosticCodes, ...changeCodes, ...checkIds]);
    const one = project.diglot('explain', 'client/too-many-actions').stdout;
    for (const part of ['error client/too-many-actions', 'Why', 'Write', 'ChatGPT', 'allow:'])
      expect(one).toContain(part);
    const bare = project.diglot('explain', 'too-many-actions');
    expect(bare).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("Did you mean 'client/too-many-actions'?"),
    });
    const near = project.diglot('explain', 'client/too-many-action');
    expect(near).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining("'client/too-many-actions'") });
    project.remove();
  }, 30_000);

  test('prints what a change means', () => {
    const project = createProject(mistakes);
    const one = project.diglot('explain', 'change/effect-raised').stdout;
    for (const part of ['major change/effect-raised', 'MCP clients', 'ChatGPT', 'models', 'allow:']) {
      expect(one).toContain(part);
    }
    project.remove();
  }, 30_000);

  test('prints what a check of doctor is about, as text, as JSON and as the section of its page', () => {
    const project = createProject(mistakes);
    const one = project.diglot('explain', 'claude/hints').stdout;
    const { holds, why, next } = checkPages['claude/hints'];
    for (const part of ['check claude/hints', 'About     Claude', holds, why, next]) expect(one).toContain(part);
    expect(JSON.parse(project.diglot('explain', 'claude/hints', '--format', 'json').stdout)).toEqual({
      code: 'claude/hints',
      section: 'Claude',
      holds,
      why,
      next,
    });
    const section = project.diglot('explain', 'claude/hints', '--format', 'markdown').stdout;
    expect(readFileSync(`${repository}docs/doctor.md`, 'utf8')).toContain(section);
    const near = project.diglot('explain', 'claude/hint');
    expect(near).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining("'claude/hints'") });
    project.remove();
  }, 30_000);

  test('gives no code two meanings', () => {
    const all: readonly string[] = [...diagnosticCodes, ...changeCodes, ...checkIds];
    expect(all.filter((code, at) => all.indexOf(code) !== at)).toEqual([]);
  });

  test.each([
    ['diagnostics', markdown(explainAll())],
    ['changes', changesMarkdown(explainAllChanges())],
  ])('docs/%s.md is what it prints', (name, text) => {
    const path = `${repository}docs/${name}.md`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
