import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer, post } from '../../../testing/client.js';
import { audience, createTestIssuer, type TestIssuer } from '../../../testing/issuer.js';
import { createRouter } from '../../router.js';
import { createTestServer, type TestServer } from '../../test-service.js';
import { directEndpoints, route } from './mount.js';

let issuer: TestIssuer;
let server: TestServer;
/** The same behind middleware, so that calls go through Hono's Request and Response. */
let wrapped: TestServer;
let token: string;

beforeAll(async () => {
  issuer = await createTestIssuer();
  server = createTestServer({ issuer, allowedHosts: ['proxy.example.net', 'chat.example.org:8443'] });
  wrapped = createTestServer({
    issuer,
    middleware: async (c, next) => {
      await next();
      c.header('x-wrapped', 'yes');
    },
  });
  token = await issuer.mint();
});

afterAll(() => issuer.close());

const json = { 'content-type': 'application/json' };
const good = '{"text":"a"}';

interface HostileBody {
  readonly name: string;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  readonly headers?: Record<string, string>;
  readonly want: readonly [status: number, code: string];
}

const hostile: readonly HostileBody[] = [
  { name: 'null', body: 'null', want: [400, 'invalid_arguments'] },
  { name: 'an array', body: '[{"text":"a"}]', want: [400, 'invalid_arguments'] },
  { name: 'a text', body: '"text"', want: [400, 'invalid_arguments'] },
  { name: 'a number', body: '7', want: [400, 'invalid_arguments'] },
  { name: 'not JSON', body: '{"text":', want: [400, 'invalid_json'] },
  { name: 'JSON and more', body: '{"text":"a"} x', want: [400, 'invalid_json'] },
  { name: 'white space', body: '  \n', want: [400, 'invalid_json'] },
  { name: 'deep nesting', body: '['.repeat(200_000), want: [400, 'invalid_json'] },
  {
    name: 'deep nesting that is JSON',
    body: `{"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    want: [400, 'invalid_json'],
  },
  {
    name: 'invalid UTF-8',
    body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    want: [400, 'invalid_json'],
  },
  {
    name: 'a form',
    body: 'text=a',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    want: [415, 'unsupported_media_type'],
  },
  {
    name: 'text/plain',
    body: good,
    headers: { 'content-type': 'text/plain' },
    want: [415, 'unsupported_media_type'],
  },
  {
    name: 'a type that only starts like JSON',
    body: good,
    headers: { 'content-type': 'application/json-patch+json' },
    want: [415, 'unsupported_media_type'],
  },
  {
    name: 'latin1',
    body: good,
    headers: { 'content-type': 'application/json; charset=latin1' },
    want: [415, 'unsupported_media_type'],
  },
  {
    name: 'bytes without a type',
    body: new TextEncoder().encode(good),
    headers: {},
    want: [415, 'unsupported_media_type'],
  },
  {
    name: 'gzip',
    body: good,
    headers: { ...json, 'content-encoding': 'gzip' },
    want: [415, 'unsupported_media_type'],
  },
  { name: '2 MB', body: JSON.stringify({ text: 'x'.repeat(2_000_000) }), want: [413, 'payload_too_large'] },
  {
    name: '2 MB that claim to be 10 bytes',
    body: JSON.stringify({ text: 'x'.repeat(2_000_000) }),
    headers: { ...json, 'content-length': '10' },
    want: [413, 'payload_too_large'],
  },
  {
    name: '12 bytes that claim to be 2 MB',
    body: good,
    headers: { ...json, 'content-length': '2000000' },
    want: [413, 'payload_too_large'],
  },
  { name: 'nothing', body: '', want: [400, 'invalid_arguments'] },
  { name: 'no body', body: undefined, want: [400, 'invalid_arguments'] },
];

describe('hostile bodies', () => {
  it.each(hostile)('$name: $want', async ({ body, headers = json, want: [status, code] }) => {
    const init = { method: 'POST', headers: { ...headers, ...bearer(token) } };
    for (const [one, isWrapped] of [[server, null] as const, [wrapped, 'yes'] as const]) {
      const response = await one.send('/tools/echo', body === undefined ? init : { ...init, body });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(response.headers.get('x-wrapped')).toBe(isWrapped);
      const problem = await response.json();
      expect(problem).toMatchObject({ type: 'about:blank', status, code });
      expect(problem.requestId).toBe(response.headers.get('x-request-id'));
    }
  });

  it('a call behind middleware is answered as one without', async () => {
    const [direct, through] = await Promise.all(
      [server, wrapped].map((one) => post(one, '/tools/echo', good, { ...json, ...bearer(token) })),
    );
    expect(direct?.headers.get('x-wrapped')).toBeNull();
    expect(through?.headers.get('x-wrapped')).toBe('yes');
    expect(through?.status).toBe(200);
    expect(await through?.text()).toBe(await direct?.text());
  });

  it.each([
    ['charset=utf-8', { 'content-type': 'application/json; charset=utf-8' }],
    ['a quoted charset', { 'content-type': 'application/json;charset="UTF-8"' }],
    ['upper case and another parameter', { 'content-type': 'Application/JSON; v=1' }],
  ])('takes %s', async (_name, headers) => {
    const response = await post(server, '/tools/echo', good, { ...headers, ...bearer(token) });
    expect(response.status).toBe(200);
  });

  it.each([
    ['an empty body', { body: '', headers: json }],
    ['no body and no type', {}],
    ['no body, content-length 0', { headers: { 'content-length': '0' } }],
  ])('takes %s as {}', async (_name, init) => {
    const response = await server.send('/tools/hello', { method: 'POST', ...init });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ text: 'hello anonymous' });
  });

  it('does not read the body of a caller who may not call', async () => {
    const response = await post(server, '/tools/echo', '{"text":');
    expect(response.status).toBe(401);
  });
});

describe('a tool', () => {
  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('answers %s with 405 and Allow', async (method) => {
    const response = await server.send('/tools/echo', { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
  });

  it.each(['/tools/ecko', '/tools/mcp_only', '/tools/__proto__', '/tools/echo/more', '/tools/', '/tools/%00'])(
    'does not exist at %s',
    async (path) => {
      const response = await post(server, path, {}, bearer(token));
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'unknown_tool' });
    },
  );

  it.each([
    ['a good call', '/tools/echo', { method: 'POST', body: good }, 200],
    ['a refused call', '/tools/sweep', { method: 'POST' }, 403],
    ['another method', '/tools/echo', {}, 405],
    ['an unknown tool', '/tools/ecko', {}, 404],
    ['an unknown path', '/nothing', {}, 404],
    ['a foreign host', '/tools/echo', { headers: { host: 'evil.example' } }, 421],
  ])('gives %s an id of its own', async (_name, path, init: RequestInit, status) => {
    const headers = { ...json, ...bearer(token), ...(init.headers as Record<string, string>) };
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const response = await server.send(path, { ...init, headers });
        expect(response.status).toBe(status);
        return response.headers.get('x-request-id');
      }),
    );
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('points a caller without a token at the metadata of the whole server', async () => {
    const response = await post(server, '/tools/save', {});
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer resource_metadata="${audience}/.well-known/oauth-protected-resource", ` +
        'scope="api://client-of-the-tests/Notes.Read api://client-of-the-tests/Notes.Write"',
    );
  });

  it('names all scopes the operation needs when one is missing', async () => {
    const reader = await issuer.mint({ scp: 'Notes.Read' });
    const response = await post(server, '/tools/save', { text: 'a' }, bearer(reader));
    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer error="insufficient_scope".*scope="api:\/\/\S+\/Notes.Read api:\/\/\S+\/Notes.Write"$/,
    );
  });

  it('is told when its client leaves', async () => {
    const leaving = new AbortController();
    const { started, aborted } = server.app;
    const answer = server.send('/tools/hold', { method: 'POST', headers: bearer(token), signal: leaving.signal });
    while (started.length === aborted.length) await new Promise((resolve) => setTimeout(resolve, 5));
    leaving.abort();
    await answer.catch(() => {});
    expect(aborted).toEqual(started);
  });
});

describe('the host guard', () => {
  const own = 'notes.example.com';

  it.each([
    { host: own, want: 200 },
    { host: `${own}:8443`, want: 200 },
    { host: 'NOTES.example.com', want: 200 },
    { host: 'localhost:3001', want: 200 },
    { host: '127.0.0.1', want: 200 },
    { host: '[::1]:3001', want: 200 },
    { host: 'proxy.example.net:99', want: 200 },
    { host: 'chat.example.org:8443', want: 200 },
    { host: 'chat.example.org', want: 421 },
    { host: 'evil.example', want: 421 },
    { host: 'localhost.evil.example', want: 421 },
    { host: `evil-${own}`, want: 421 },
    { host: own, origin: `https://${own}`, want: 200 },
    { host: own, origin: 'http://localhost:6274', want: 200 },
    { host: own, origin: 'http://evil.example', want: 403 },
    { host: own, origin: 'null', want: 403 },
    { host: own, origin: '', want: 403 },
    { host: own, origin: `https://${own}.evil.example`, want: 403 },
    { host: own, origin: `https://${own}@evil.example`, want: 403 },
    { host: own, origin: 'chrome-extension://localhost', want: 403 },
  ])('answers $host from $origin with $want', async ({ host, origin, want }) => {
    const headers = { host, ...(origin !== undefined && { origin }) };
    const paths = ['/tools/hello', '/mcp', '/sse', '/messages?sessionId=x', '/nothing'];
    const answers = await Promise.all(
      paths.map((path) => post(server, path, { jsonrpc: '2.0', id: 1, method: 'ping' }, headers)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toEqual(want === 200 ? [400, 200, 200, 404, 404] : paths.map(() => want));
  });

  it('lets probes through, and any page read the public documents', async () => {
    const probe = await server.send('/healthz', { headers: { host: '10.0.0.7', origin: 'http://evil.example' } });
    expect(probe.status).toBe(200);
    const read = await server.send('/.well-known/openapi.json', { headers: { origin: 'http://evil.example' } });
    expect(read.status).toBe(200);
  });
});

describe('a router with more than the routes of tools', () => {
  const served = (router: ReturnType<typeof createRouter>) =>
    directEndpoints({} as Parameters<typeof directEndpoints>[0], router);
  const tool = { name: 'echo' } as Parameters<typeof route>[0];

  it('answers tools directly only while it holds nothing else', () => {
    const router = createRouter();
    router.post('/tools/echo', route(tool));
    expect([...served(router).keys()]).toEqual(['/tools/echo']);
    router.use('*', async (_c, next) => next());
    expect([...served(router).keys()]).toEqual([]);
  });

  it.each(['/other', '/tools/ecko'])('takes no route at %s for that of its tool', (path) => {
    const router = createRouter();
    router.post(path, route(tool));
    expect([...served(router).keys()]).toEqual([]);
  });
});
