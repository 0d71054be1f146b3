import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { service, testContract } from '../runtime/test-service.js';
import { createTools } from '../runtime/tool.js';
import { badInputs, sampleInput } from '../testing/inputs.js';
import { createProject, type Project, repository } from './project.js';

const spec = `diglot: 1
info: { title: Notes, version: 1.0.0, description: Keeps short notes for people and their assistants. }
server: { url: https://notes.example.com }
auth:
  oauth2:
    issuers: [https://issuer.example.com]
    authorizationUrl: https://issuer.example.com/authorize
    tokenUrl: https://issuer.example.com/token
    audience: [notes]
    scopes: { Notes.Read: Read notes }
errors:
  no_note: { status: 404, message: There is no such note. }
tools:
  read_note:
    title: Read note
    description: Shows one note of the caller, found by its number.
    effect: read
    idempotent: true
    scopes: [Notes.Read]
    errors: [no_note]
    input: { type: object, properties: { number: { type: integer, description: Its number, minimum: 1, maximum: 99 } }, required: [number] }
    output: { type: object, properties: { text: { type: string, description: The note } }, required: [text] }
    examples:
      first: { input: { number: 1 }, output: { text: milk } }
      none: { input: { number: 99 }, error: no_note }
  count_notes:
    title: Count notes
    description: Counts all notes that anybody has ever written here.
    effect: read
    idempotent: true
    access: public
    input: { type: object, properties: {} }
    output: { type: object, properties: { notes: { type: integer, description: How many } }, required: [notes] }
`;

const handler = (answer: string) => `import type { Handlers } from '../generated/contract.js';

export const readNote: Handlers['read_note'] = ({ number }, ctx) => {
  if (number === 99) throw ctx.error('no_note');
  return { text: ${answer} };
};
`;

let project: Project;

beforeAll(() => {
  project = createProject(spec);
  expect(project.diglot('generate').stderr).not.toContain('error');
});

afterAll(() => project.remove());

/** What the generated suite comes to: the failures, and how many tests passed. */
function runSuite(): { readonly failed: readonly string[]; readonly passed: number } {
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  const report = ['--reporter=json', '--outputFile=report.json'];
  const args = [vitest, 'run', ...report, '--config', join(repository, 'vitest.config.ts'), '--root', '.'];
  // In CI the configuration has the report written elsewhere.
  const env = { ...process.env, CI: 'false' };
  spawnSync(process.execPath, args, { cwd: project.root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const { testResults } = JSON.parse(project.read('report.json'));
  const results: { fullName: string; status: string }[] = testResults.flatMap(
    (file: { assertionResults: object[] }) => file.assertionResults,
  );
  return {
    failed: results.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName),
    passed: results.filter(({ status }) => status === 'passed').length,
  };
}

describe('the parity suite of a project', () => {
  it('passes with stubs', () => {
    const { failed, passed } = runSuite();
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(20);
  });

  it('passes with handlers that do what the examples say', () => {
    project.write('handlers/read_note.ts', handler("'milk'"));
    expect(runSuite().failed).toEqual([]);
  });

  it('fails where a surface answers otherwise', () => {
    project.write('handlers/read_note.ts', handler('ctx.surface'));
    expect(runSuite().failed).toEqual(["read_note 'the example first', by 'a user'"]);
  });

  it('fails where an example does not come to what it says', () => {
    project.write('handlers/read_note.ts', handler("'milk'").replace('=== 99', '=== 98'));
    expect(runSuite().failed).toEqual(["read_note 'the example none', by 'a user'"]);
  });
});

describe('inputs made of a schema', () => {
  const input = {
    type: 'object',
    properties: {
      when: { type: 'string', format: 'date' },
      count: { type: 'integer', minimum: 3 },
      tags: { type: 'array', items: { type: 'string' }, minItems: 1 },
      tone: { type: 'string', enum: ['plain', 'loud'] },
    },
    required: ['count', 'tags', 'tone'],
    additionalProperties: false,
  } as const;
  const tools = { echo: testContract({ input }) };
  const { echo } = createTools({ ...service, tools }, { echo: () => ({}) });

  it('are taken where they are samples', () => {
    expect(sampleInput(echo)).toEqual({ count: 3, tags: ['x'], tone: 'plain' });
  });

  it('are refused where they are bad, each property having its own', () => {
    const bad = badInputs(echo, { count: 3, tags: ['x'], tone: 'plain' });
    const objects = bad.filter(({ value }) => typeof value === 'object' && !Array.isArray(value));
    for (const { name, value } of objects) expect(echo.validateInput(value), name).not.toEqual([]);
    expect(bad.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['a list', 'a number', 'an unknown property', 'no count', 'no tags', 'no tone']),
    );
    for (const property of Object.keys(input.properties))
      expect(bad.filter(({ name }) => name.startsWith(`${property}: `)).length).toBeGreaterThan(1);
  });
});
