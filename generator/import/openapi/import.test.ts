import { describe, expect, test } from 'vitest';
import { clientText } from '../texts.js';
import { verify } from '../verify.js';
import { documentProblem, importOpenapi, tagCounts } from './import.js';

const everything = { selection: { only: [], tags: [] }, source: 'openapi.json' };
const how = { auth: 'auth: none\n', hasAuth: false, host: 'api.example.com', source: 'openapi.json' };

const operation = { responses: { 200: { description: 'ok' } } };
const documentOf = (paths: object, more: object = {}) => ({
  openapi: '3.0.3',
  info: { title: 'T', version: '1' },
  paths,
  ...more,
});

describe('a hostile document gives a spec that the compiler takes', () => {
  test.each<[string, unknown]>([
    [
      'names in any script',
      documentOf({ '/größe/{日本}': { get: { ...operation, operationId: '宠物', summary: 'Ü'.repeat(900) } } }),
    ],
    [
      'names that are taken or reserved',
      documentOf(
        Object.fromEntries(
          ['delete', 'Delete', 'app', 'con', 'de_lete', 'get-x', 'getX'].map((operationId) => [
            `/${operationId}`,
            { post: { ...operation, operationId } },
          ]),
        ),
      ),
    ],
    [
      'names that reach into objects',
      JSON.parse(
        '{"openapi":"3.1.0","info":{"title":"T"},"paths":{"/__proto__":{"get":{"operationId":"__proto__","parameters":[{"in":"query","name":"__proto__","schema":{}}]}}}}',
      ),
    ],
    [
      'markup and steering texts',
      documentOf({
        '/a': {
          get: {
            ...operation,
            description: '<script>x</script> <<b>b> &#60;b&#62; \u202e\u200b [x](https://evil.example.org/a) --> */',
          },
        },
      }),
    ],
    [
      'things of the wrong type',
      documentOf({
        '/a': {
          get: { parameters: [null, 3, { in: 'query' }], requestBody: 3, responses: [], tags: [null, {}] },
          post: null,
        },
        '/b': 3,
      }),
    ],
    [
      'secrets',
      documentOf({
        '/a': { get: { ...operation, parameters: [{ in: 'query', name: 'password', schema: { type: 'string' } }] } },
      }),
    ],
    [
      'references in a circle',
      documentOf(
        { '/a': { get: { ...operation, parameters: [{ $ref: '#/components/parameters/A' }] } } },
        { components: { parameters: { A: { $ref: '#/components/parameters/A' } } } },
      ),
    ],
  ])('%s', (_, root) => {
    const imported = importOpenapi(root, everything);
    const verified = verify(imported, how);
    expect(verified.ok ? [] : verified.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    expect(verified.ok && verified.imported.losses.filter(({ code }) => code === 'tool/unverified')).toEqual([]);
  });
});

test.each([
  [{ swagger: '2.0' }, /Swagger 2\.0.*swagger2openapi/],
  [{ openapi: '4.0' }, /no OpenAPI document of version 3\.0 or 3\.1/],
  [null, /'openapi' is missing/],
  [{ asyncapi: '3.0.0' }, /AsyncAPI/],
  [{ openapi: '3.1.0' }, /no operation/],
])('%j is no document to import', (root, problem) => {
  expect(documentProblem(root)).toMatch(problem);
});

test.each([
  [
    'wildcards (`*`, `*.*`), then **bold**, *leaning* and ***both***',
    'wildcards (*, *.*), then bold, leaning and both',
  ],
  ['* one\n* **a `b` c**', 'one a b c'],
  ['2 * 3 * 4, **/*.ts and `unclosed', '2 * 3 * 4, **/*.ts and unclosed'],
])('of %j the marks of Markdown go, and nothing else', (text, plain) => {
  const lose = () => expect.fail('nothing is lost');
  expect(clientText(text, { most: 300, at: '', lose })).toBe(plain);
});

test('what a document says reaches a terminal and .env.example without control characters', () => {
  const tags = ['\u001b[2Jred', 'plain'];
  const key = { type: 'apiKey', in: 'header', name: 'X-Key\nPUBLIC_URL=https://evil.example' };
  const root = documentOf({ '/a': { get: { ...operation, tags } } }, { components: { securitySchemes: { key } } });
  expect(tagCounts(root)).toEqual([
    [' [2Jred', 1],
    ['plain', 1],
  ]);
  const { variables, losses } = importOpenapi(root, everything);
  expect(variables).toHaveProperty('UPSTREAM_AUTHORIZATION', 'sent as the header Authorization');
  expect(losses.map(({ code }) => code)).toContain('auth/unsupported');
});
