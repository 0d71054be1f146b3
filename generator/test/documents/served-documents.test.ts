import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListToolsResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { isRecord } from '../../runtime/schema/equality.js';
import { repository } from '../project.js';

/** The shop's committed documents, as the clients that read them want them. */

function read(name: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(readFileSync(join(repository, 'generated', name), 'utf8'));
  if (!isRecord(value)) throw new Error(`${name} is no object`);
  return value;
}

function* nodesOf(
  value: unknown,
  path = '#',
): Generator<{ readonly path: string; readonly node: Readonly<Record<string, unknown>> }> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* nodesOf(item, `${path}/${index}`);
  if (!isRecord(value)) return;
  yield { path, node: value };
  for (const [key, item] of Object.entries(value)) yield* nodesOf(item, `${path}/${key}`);
}

describe.each([
  { name: 'openapi.json', version: '3.0.3' },
  { name: 'openapi-3.1.json', version: '3.1.0' },
])('$name', ({ name, version }) => {
  const document = read(name);

  test('is valid OpenAPI', async () => {
    const result = await new Validator().validate({ ...document });
    expect(result).toMatchObject({ valid: true });
    expect(document['openapi']).toBe(version);
  });

  test('has what the importer of ChatGPT needs', () => {
    const operations = [...nodesOf(document['paths'])]
      .filter(({ node }) => 'operationId' in node)
      .map(({ node }) => node);
    expect(operations.map((operation) => operation['operationId'])).toEqual(
      Object.keys(document['paths'] ?? {}).map((path) => path.slice('/tools/'.length)),
    );
    expect(operations).toHaveLength(6);
    for (const operation of operations) {
      expect(typeof operation['x-openai-isConsequential']).toBe('boolean');
      expect(String(operation['description']).length).toBeLessThan(300);
    }
    for (const { path, node } of nodesOf(document)) {
      if (node['type'] === 'object') expect(node, path).toHaveProperty('properties');
      if (node['type'] === 'array') expect(node, path).toHaveProperty('items');
    }
    expect(document['servers']).toEqual([{ url: expect.stringMatching(/^https:\/\/[a-z.-]+$/) }]);
    expect(JSON.stringify(document)).not.toMatch(/\{(tenant|client)\}/);
  });
});

describe('mcp.json', () => {
  const manifest = read('mcp.json');

  test('is a tools/list result to the letter of the SDK', () => {
    const { tools } = ListToolsResultSchema.parse(manifest);
    expect(tools).toHaveLength(6);
    for (const tool of tools) {
      expect(tool).toMatchObject({
        title: expect.any(String),
        annotations: { title: tool.title, openWorldHint: false },
      });
      expect(tool.inputSchema.additionalProperties).toBe(false);
      expect(tool.outputSchema?.type).toBe('object');
    }
  });

  test('holds schemas that stand alone', () => {
    const { tools } = ListToolsResultSchema.parse(manifest);
    const ajv = new Ajv2020({ strict: true });
    addFormats.default(ajv);
    for (const { inputSchema, outputSchema } of tools) {
      expect(() => ajv.compile(inputSchema)).not.toThrow();
      expect(() => ajv.compile(outputSchema ?? {})).not.toThrow();
    }
  });
});

test('ai-plugin.json has the keys of its format and no others, each within its limit', () => {
  const plugin = read('ai-plugin.json');
  expect(Object.keys(plugin)).toEqual([
    'schema_version',
    'name_for_human',
    'name_for_model',
    'description_for_human',
    'description_for_model',
    'auth',
    'api',
    'logo_url',
    'contact_email',
    'legal_info_url',
  ]);
  expect(plugin['name_for_model']).toMatch(/^[A-Za-z0-9]{1,50}$/);
  expect(String(plugin['name_for_human']).length).toBeLessThanOrEqual(20);
  expect(plugin['auth']).toMatchObject({
    type: 'oauth',
    client_url: expect.stringContaining('/authorize'),
    authorization_url: expect.stringContaining('/token'),
    authorization_content_type: 'application/x-www-form-urlencoded',
  });
});
