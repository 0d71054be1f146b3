import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListToolsResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { oddSpecs } from './odd-specs.js';
import { createProject, repository } from './project.js';

/** What is accepted has to type-check, validate and load. */

describe.each(Object.entries(oddSpecs))('%s', (_title, spec) => {
  test('generates what type-checks, validates and loads', async () => {
    const project = createProject(spec);
    try {
      const run = project.diglot('generate');
      expect(run.stderr).not.toContain('error ');
      expect(run.status).toBe(0);
      expect(project.typeErrors()).toBe('');
      for (const name of ['openapi.json', 'openapi-3.1.json']) {
        const result = await new Validator().validate(JSON.parse(project.read(`generated/${name}`)));
        expect(result.errors ?? []).toEqual([]);
      }
      const { tools } = ListToolsResultSchema.parse(JSON.parse(project.read('generated/mcp.json')));
      const ajv = new Ajv2020({ strict: false });
      addFormats.default(ajv);
      for (const { inputSchema, outputSchema } of tools) {
        ajv.compile(inputSchema);
        ajv.compile(outputSchema ?? {});
      }
      expect(loads(project.root)).toEqual({ status: 0, stderr: '' });
    } finally {
      project.remove();
    }
  }, 60_000);
});

/** Imports the table and the router, as a server does: this builds every validator. */
function loads(root: string) {
  writeFileSync(join(root, 'load.ts'), "import './generated/router.js';\nimport './generated/tools.js';\n");
  const tsx = join(repository, 'node_modules/tsx/dist/cli.mjs');
  const run = spawnSync(process.execPath, [tsx, '--conditions=diglot-source', 'load.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status: run.status, stderr: run.stderr };
}
