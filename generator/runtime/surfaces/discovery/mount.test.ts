import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../../../testing/client.js';
import { createTestIssuer, type TestIssuer } from '../../../testing/issuer.js';
import { createDocuments, createTestServer, type TestServer } from '../../test-service.js';

const baseUrl = 'https://deployed.example.net';
const prefix = 'api://client-of-the-tests/';
const documents = createDocuments();
const committed = JSON.stringify(documents);

let issuer: TestIssuer;
let server: TestServer;

beforeAll(async () => {
  issuer = await createTestIssuer();
  server = createTestServer({ issuer, baseUrl, documents });
});

afterAll(() => issuer.close());

async function read(path: string) {
  const response = await server.send(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  return response.json();
}

describe.each([
  ['/.well-known/openapi.json', '3.0.3'],
  ['/.well-known/openapi-3.1.json', '3.1.0'],
])('%s', (path, version) => {
  it('carries the URLs and scopes of the deployment', async () => {
    const document = await read(path);
    expect(document.openapi).toBe(version);
    expect(document.servers).toEqual([{ url: baseUrl }]);
    expect(document.components.securitySchemes.oauth2.flows.authorizationCode).toEqual({
      authorizationUrl: `${issuer.url}/authorize`,
      tokenUrl: `${issuer.url}/token`,
      scopes: { [`${prefix}Notes.Read`]: 'Read notes', [`${prefix}Notes.Write`]: 'Write notes' },
    });
    expect(document.paths['/tools/save'].post.security).toEqual([
      { oauth2: [`${prefix}Notes.Read`, `${prefix}Notes.Write`] },
    ]);
    expect(document.paths['/tools/sweep'].post.security).toEqual([{ oauth2: [] }]);
    expect(document.paths['/tools/hello'].post.security).toEqual([]);
  });

  it('is not sent again to one who has it', async () => {
    const etag = (await server.send(path)).headers.get('etag') ?? '';
    const again = await server.send(path, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('can only be read', async () => {
    const response = await server.send(path, { method: 'PUT' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
  });

  it('may be read by any page', async () => {
    const response = await server.send(path, { headers: { origin: 'https://editor.example.org' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('/.well-known/ai-plugin.json', () => {
  it('carries the URLs and scopes of the deployment', async () => {
    expect(await read('/.well-known/ai-plugin.json')).toEqual({
      schema_version: 'v1',
      auth: {
        type: 'oauth',
        client_url: `${issuer.url}/authorize`,
        authorization_url: `${issuer.url}/token`,
        scope: `${prefix}Notes.Read ${prefix}Notes.Write`,
      },
      api: { type: 'openapi', url: `${baseUrl}/.well-known/openapi.json` },
    });
  });
});

describe('tools/list', () => {
  it('carries prefixed scopes in _meta', async () => {
    const response = await post(server, '/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' });
    const { tools } = (await response.json()).result;
    const schemesOf = (name: string) =>
      tools.find((tool: { name: string }) => tool.name === name)._meta.securitySchemes;
    expect(schemesOf('save')).toEqual([{ type: 'oauth2', scopes: [`${prefix}Notes.Read`, `${prefix}Notes.Write`] }]);
    expect(schemesOf('hello')).toEqual([{ type: 'noauth' }]);
  });
});

describe('protected-resource metadata', () => {
  it.each(['', '/mcp', '/sse'])('of %j names that very resource', async (path) => {
    expect(await read(`/.well-known/oauth-protected-resource${path}`)).toEqual({
      resource: `${baseUrl}${path}`,
      resource_name: 'Notes',
      authorization_servers: [issuer.v2, issuer.v1],
      scopes_supported: [`${prefix}Notes.Read`, `${prefix}Notes.Write`],
      bearer_methods_supported: ['header'],
    });
  });

  it('does not exist for other paths', async () => {
    expect((await server.send('/.well-known/oauth-protected-resource/messages')).status).toBe(404);
  });
});

describe('the rest', () => {
  it('answers probes', async () => {
    expect(await read('/healthz')).toEqual({ status: 'ok' });
  });

  it('leaves the committed documents as they were', () => {
    expect(JSON.stringify(documents)).toBe(committed);
  });

  it.each(['text', [], null])('refuses %j for a document', (document) => {
    expect(() => createTestServer({ issuer, documents: { ...documents, openapi: document } })).toThrow(
      'npm run generate',
    );
  });
});
