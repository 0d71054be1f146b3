import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createTestIssuer, type TestIssuer } from '../../../testing/issuer.js';
import type { Service } from '../../contract.js';
import { createTestServer, service, type TestServerOptions, testContract } from '../../test-service.js';
import type { DocsHost } from './mount.js';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await createTestIssuer();
});
afterAll(() => issuer.close());

const docs: DocsHost = {
  clientId: 'the"client',
  read: async (name) => new Uint8Array(gzipSync(`/* ${name} */`)),
};
const start = (options: Partial<TestServerOptions> = {}) => createTestServer({ issuer, docs, ...options });

async function read(path: string, options: Partial<TestServerOptions> = {}): Promise<string> {
  const response = await start(options).send(path, { headers: { accept: 'text/html' } });
  expect(response.status).toBe(200);
  return response.text();
}

const mcpOnly = (): Service => ({ ...service, tools: { quiet_tool: testContract({ expose: ['mcp'] }) } });
const restOnly = (): Service => ({ ...service, tools: { loud_tool: testContract({ expose: ['rest'] }) } });

describe('GET /', () => {
  it('names this deployment', async () => {
    const page = await read('/', { baseUrl: 'https://notes.example.net' });
    for (const text of [
      '<h1>Notes</h1>',
      '>https://notes.example.net/.well-known/openapi-3.1.json</code>',
      '>https://notes.example.net/sse</code>',
      `<code>${issuer.url}/authorize</code>`,
      '<a href="docs">',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).not.toContain('PUBLIC_URL');
  });

  it('says that no cloud reaches a laptop', async () => {
    expect(await read('/', { baseUrl: 'http://127.0.0.1:3001' })).toContain('PUBLIC_URL');
  });

  it('has no script, style or handler of its own', async () => {
    for (const path of ['/', '/docs', '/docs/oauth2-redirect.html']) {
      const page = await read(path);
      expect(page).not.toMatch(/<script(?! src="[\w./-]+" defer><\/script>)|<style|\sstyle=|\son\w+=|javascript:/i);
      expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    }
  });

  it.each([
    ['title', '</title><script>alert(1)</script>'],
    ['description', '<img src=x onerror=alert(1)>'],
    ['version', `"'\`><svg onload=alert(1)>\u2028`],
  ] as const)('writes a hostile %s as text', async (key, hostile) => {
    const page = await read('/', { service: { ...service, [key]: hostile } });
    expect(page).not.toContain('alert(1)>');
    expect(page).not.toContain('<script>');
    expect(page).toContain(hostile.replace(/[<>"'`]/g, (letter) => `&#${letter.charCodeAt(0)};`));
  });

  it('keeps names that only MCP serves to itself', async () => {
    const page = await read('/');
    expect(page).toContain('rest_only');
    expect(page).not.toContain('mcp_only');
  });

  it('says where there is nothing for a client', async () => {
    const quiet = await read('/', { service: mcpOnly() });
    expect(quiet).toContain('No tool is exposed over REST');
    expect(quiet).not.toMatch(/href="docs"|data-check="rest"|quiet_tool/);
    const loud = await read('/', { service: restOnly() });
    expect(loud).toContain('No tool is exposed over MCP');
    expect(loud).not.toContain('data-check="mcp"');
  });

  it('says that everybody may call, where there is no sign-in', async () => {
    expect(await read('/', { noAuth: true })).toContain('Everybody: there is no sign-in');
  });

  it.each<[string | undefined, number]>([
    [undefined, 200],
    ['*/*', 200],
    ['text/html,application/xhtml+xml;q=0.9', 200],
    ['application/json', 404],
    ['application/json, text/event-stream', 404],
    ['text/event-stream', 404],
  ])('asked with Accept: %s is %i', async (accept, status) => {
    const response = await start().send('/', { headers: accept === undefined ? {} : { accept } });
    expect(response.status).toBe(status);
    if (status === 404) expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('is nothing to write to', async () => {
    expect((await start().send('/', { method: 'POST', body: '{}' })).status).toBe(404);
  });

  it('shows nothing of the request', async () => {
    const server = start();
    const [plain, asked] = await Promise.all([
      server.send('/'),
      server.send('/?x=<script>&title=y', { headers: { 'user-agent': 'z', 'x-forwarded-host': 'evil.example' } }),
    ]);
    expect(await asked.text()).toBe(await plain.text());
  });

  it('is for the hosts of this server', async () => {
    expect((await start().send('/', { headers: { host: 'evil.example' } })).status).toBe(421);
    expect((await start().send('/docs', { headers: { host: 'evil.example' } })).status).toBe(421);
  });
});

describe('every page', () => {
  const policyOf = async (path: string, options: Partial<TestServerOptions> = {}) => {
    const { headers } = await start(options).send(path);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    return headers.get('content-security-policy');
  };
  const policy = (images: string, connect: string) =>
    `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${images}; connect-src ${connect}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

  test('has a policy that names the issuer where it is asked, and nobody else', async () => {
    expect(await policyOf('/')).toBe(policy("'self'", "'self'"));
    expect(await policyOf('/docs/oauth2-redirect.html')).toBe(policy("'self'", "'self'"));
    expect(await policyOf('/docs')).toBe(policy("'self' data:", `'self' ${issuer.url}`));
    expect(await policyOf('/docs', { noAuth: true })).toBe(policy("'self' data:", "'self'"));
  });

  it.each(['/', '/docs', '/pages/page.css', '/pages/connect.js', '/pages/docs.js', '/pages/swagger-ui-bundle.js'])(
    'or file, as %s, is not sent again to one who has it, and has a head',
    async (path) => {
      const server = start();
      const headers = { 'accept-encoding': 'gzip' };
      const etag = (await server.send(path, { headers })).headers.get('etag') ?? '';
      expect((await server.send(path, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304);
      const head = await server.send(path, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
    },
  );
});

describe('GET /docs', () => {
  it('knows the client to sign in with', async () => {
    expect(await read('/docs')).toContain('data-client-id="the&#34;client"');
    expect(await read('/docs', { docs: { ...docs, clientId: undefined } })).not.toContain('data-client-id');
  });

  it('has one address', async () => {
    const response = await start().send('/docs/');
    expect([response.status, response.headers.get('location')]).toEqual([308, '../docs']);
  });

  it.each([
    ['gzip, br', 'gzip'],
    ['br;q=1, gzip;q=0.5', 'gzip'],
    ['gzip;q=0', null],
    ['identity', null],
  ])('sends swagger-ui to a client with Accept-Encoding: %s as %s', async (accepted, encoding) => {
    const response = await start().send('/pages/swagger-ui.css', { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect((encoding === null ? Buffer.from(bytes) : gunzipSync(bytes)).toString()).toBe('/* swagger-ui.css */');
  });

  it('tries again to read what could not be read', async () => {
    let calls = 0;
    const read: DocsHost['read'] = async (name) => {
      calls += 1;
      if (calls === 1) throw new Error('no such file');
      return docs.read(name);
    };
    const server = start({ docs: { ...docs, read } });
    expect((await server.send('/pages/swagger-ui.css')).status).toBe(500);
    expect((await server.send('/pages/swagger-ui.css')).status).toBe(200);
    await server.send('/pages/swagger-ui.css');
    expect(calls).toBe(2);
  });

  it('is one clear line on a host without it, and no link leads there', async () => {
    const options = { docs: undefined };
    const response = await start(options).send('/docs');
    expect(response.status).toBe(404);
    expect((await response.json()).detail).toContain('read /.well-known/openapi-3.1.json');
    expect(await read('/', options)).not.toContain('href="docs"');
  });
});
