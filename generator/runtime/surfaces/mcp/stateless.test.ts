import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bearer, post, readEvents, stateless, toolCall } from '../../../testing/client.js';
import { createTestIssuer, type TestIssuer } from '../../../testing/issuer.js';
import { anonymous } from '../../auth/caller.js';
import { createTestServer, type TestServer } from '../../test-service.js';

let issuer: TestIssuer;
let server: TestServer;
let token: string;

beforeAll(async () => {
  issuer = await createTestIssuer();
  token = await issuer.mint();
});

beforeEach(() => {
  server = createTestServer({ issuer });
});

afterAll(() => issuer.close());

const version = 'io.modelcontextprotocol/protocolVersion';
const capabilities = 'io.modelcontextprotocol/clientCapabilities';

/** Sends a request of revision 2026-07-28 with these headers instead; an undefined one is left out. */
async function send(method: string, params: object = {}, headers: Record<string, string | undefined> = {}) {
  const asked = stateless(method, params);
  const merged = Object.entries({ ...asked.headers, ...bearer(token), ...headers });
  const sent = Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== undefined));
  const response = await post(server, '/mcp', asked.body, sent);
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const serverInfo = { name: 'Notes', title: 'Notes', version: '1.2.3' };
const named = { 'io.modelcontextprotocol/serverInfo': serverInfo };
const complete = { resultType: 'complete', _meta: named };

describe('a request of 2026-07-28', () => {
  it('discovers the server', async () => {
    expect(await send('server/discover')).toEqual({
      status: 200,
      body: {
        jsonrpc: '2.0',
        id: 1,
        result: {
          ...complete,
          ttlMs: 60_000,
          cacheScope: 'private',
          supportedVersions: ['2026-07-28'],
          capabilities: { tools: {}, logging: {} },
          instructions: 'Keeps notes.',
        },
      },
    });
  });

  it('lists the tools that the handshake revisions list', async () => {
    const { result } = (await send('tools/list')).body;
    const old = await (
      await post(server, '/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' }, bearer(token))
    ).json();
    expect(result).toEqual({ ...complete, ttlMs: 60_000, cacheScope: 'private', tools: old.result.tools });
  });

  it('may be cached by all where nobody signs in', async () => {
    server = createTestServer({ issuer, noAuth: true });
    expect((await send('tools/list', {}, { authorization: undefined })).body.result.cacheScope).toBe('public');
  });

  it('calls a tool', async () => {
    const { result } = (await send('tools/call', { name: 'hello' })).body;
    expect(result).toEqual({
      ...complete,
      content: [{ type: 'text', text: '{"text":"hello ada"}' }],
      structuredContent: { text: 'hello ada' },
    });
  });

  it('keeps the own _meta of a failure', async () => {
    const { body } = await send('tools/call', { name: 'echo', arguments: { text: 'a' } }, { authorization: undefined });
    expect(body.result).toMatchObject({ resultType: 'complete', isError: true });
    expect(body.result._meta).toEqual({ ...named, 'mcp/www_authenticate': [expect.stringMatching(/^Bearer /)] });
  });

  it('needs no client info, and may have more in _meta', async () => {
    expect((await send('tools/list', { _meta: { 'com.example/trace': 1 } })).status).toBe(200);
  });

  it('is answered on an event stream where that is all the client takes', async () => {
    const { body, headers } = stateless('tools/call', { name: 'hello' });
    const sent = { ...headers, ...bearer(token), accept: 'text/event-stream' };
    const { data } = await readEvents(await post(server, '/mcp', body, sent)).next();
    expect(JSON.parse(data)).toMatchObject({ id: 1, result: { structuredContent: { text: 'hello ada' } } });
  });
});

interface Refused {
  readonly name: string;
  readonly method?: string;
  readonly params?: object;
  readonly headers?: Record<string, string | undefined>;
  readonly want: readonly [status: number, code: number];
}

const hello = { name: 'hello' };

const refusals: readonly Refused[] = [
  { name: 'no version in _meta', params: { _meta: { [version]: undefined } }, want: [400, -32602] },
  { name: 'a version that is no text', params: { _meta: { [version]: 7 } }, want: [400, -32020] },
  { name: 'no capabilities', params: { _meta: { [capabilities]: undefined } }, want: [400, -32602] },
  { name: 'capabilities that are a list', params: { _meta: { [capabilities]: [] } }, want: [400, -32602] },
  {
    name: 'an unknown log level',
    params: { _meta: { 'io.modelcontextprotocol/logLevel': 'loud' } },
    want: [400, -32602],
  },
  { name: 'no version header', headers: { 'mcp-protocol-version': undefined }, want: [400, -32020] },
  { name: 'another version header', headers: { 'mcp-protocol-version': '2025-11-25' }, want: [400, -32020] },
  { name: 'another version in _meta', params: { _meta: { [version]: '2025-11-25' } }, want: [400, -32020] },
  {
    name: 'an unknown version',
    headers: { 'mcp-protocol-version': '2030-01-01' },
    params: { _meta: { [version]: '2030-01-01' } },
    want: [400, -32022],
  },
  { name: 'no method header', headers: { 'mcp-method': undefined }, want: [400, -32020] },
  { name: 'another method header', headers: { 'mcp-method': 'tools/call' }, want: [400, -32020] },
  { name: 'a method header in capitals', headers: { 'mcp-method': 'TOOLS/LIST' }, want: [400, -32020] },
  {
    name: 'no name header',
    method: 'tools/call',
    params: hello,
    headers: { 'mcp-name': undefined },
    want: [400, -32020],
  },
  {
    name: 'another name header',
    method: 'tools/call',
    params: hello,
    headers: { 'mcp-name': 'echo' },
    want: [400, -32020],
  },
  {
    name: 'a name header that is no base64',
    method: 'tools/call',
    params: hello,
    headers: { 'mcp-name': '=?base64?%?=' },
    want: [400, -32020],
  },
  { name: 'no name', method: 'tools/call', params: {}, want: [200, -32602] },
  { name: 'an unknown tool', method: 'tools/call', params: { name: 'ecko' }, want: [200, -32602] },
  ...['initialize', 'ping', 'logging/setLevel', 'resources/list', 'constructor'].map((method) => ({
    name: method,
    method,
    want: [404, -32601] as const,
  })),
];

describe('is refused:', () => {
  it.each(refusals)('$name', async ({ method = 'tools/list', params, headers, want: [status, code] }) => {
    const got = await send(method, params, headers);
    expect(got).toMatchObject({ status, body: { id: 1, error: { code, data: { requestId: expect.any(String) } } } });
    const { requestId } = got.body.error.data;
    const logged = server.logs.some((line) => line.includes(requestId));
    expect(logged).toBe(true);
  });

  it('says which versions there are', async () => {
    const params = { _meta: { [version]: 'v9' } };
    const { body } = await send('server/discover', params, { 'mcp-protocol-version': 'v9' });
    expect(body.error.data).toMatchObject({ supported: ['2026-07-28'], requested: 'v9' });
    expect(body.error.message).toContain('2024-11-05, 2025-03-26, 2025-06-18, 2025-11-25');
  });

  it('a batch, and one that hides in an older one', async () => {
    const { body, headers } = stateless('tools/list');
    for (const version of ['2026-07-28', '2025-03-26']) {
      const sent = { ...headers, ...bearer(token), 'mcp-protocol-version': version };
      const response = await post(server, '/mcp', [body], sent);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ id: null, error: { code: -32600 } });
    }
  });
});

describe('a name header', () => {
  it.each(['=?base64?aGVsbG8=?=', ' hello '])('may be written as %j', async (value) => {
    expect((await send('tools/call', hello, { 'mcp-name': value })).status).toBe(200);
  });
});

describe('a handshake request', () => {
  it.each([
    [undefined, 'initialize'],
    ['2025-11-25', 'initialize'],
    ['2025-06-18', 'ping'],
  ])('with the version header %s and a method header is served: %s', async (revision, method) => {
    const headers = { ...bearer(token), 'mcp-method': method, ...(revision && { 'mcp-protocol-version': revision }) };
    const response = await post(server, '/mcp', { jsonrpc: '2.0', id: 1, method, params: {} }, headers);
    expect(response.status).toBe(200);
    expect((await response.json()).result.resultType).toBeUndefined();
  });
});

describe('subscriptions/listen', () => {
  const tag = { 'io.modelcontextprotocol/subscriptionId': 'sub' };

  async function open(accept = 'application/json, text/event-stream') {
    const { body, headers } = stateless('subscriptions/listen', { notifications: { toolsListChanged: true } }, 'sub');
    return post(server, '/mcp', body, { ...headers, ...bearer(token), accept });
  }

  it('acknowledges first, and ends with the server', async () => {
    const events = readEvents(await open());
    expect(JSON.parse((await events.next()).data)).toEqual({
      jsonrpc: '2.0',
      method: 'notifications/subscriptions/acknowledged',
      params: { _meta: tag, notifications: {} },
    });
    expect(server.openStreams()).toBe(1);
    server.close();
    expect(JSON.parse((await events.next()).data)).toEqual({
      jsonrpc: '2.0',
      id: 'sub',
      result: { resultType: 'complete', _meta: { ...named, ...tag } },
    });
    await expect(events.next()).rejects.toThrow('the stream has ended');
    expect(server.openStreams()).toBe(0);
  });

  it('ends when its reader leaves', async () => {
    const events = readEvents(await open());
    await events.next();
    await events.cancel();
    expect(server.openStreams()).toBe(0);
  });

  it('needs an event stream', async () => {
    const response = await open('application/json');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ id: 'sub', error: { code: -32600 } });
  });

  it('counts as a stream of its caller', async () => {
    const opened = await Promise.all(Array.from({ length: 64 }, () => open()));
    const refused = await open();
    expect(refused.status).toBe(400);
    for (const response of opened) await response.body?.cancel();
    expect(server.openStreams()).toBe(0);
  });
});

describe('over a connection', () => {
  it('names each request that has to wait for others', async () => {
    const heard: { id: unknown; error?: { message: string } }[] = [];
    const channel = server.connect({ who: anonymous, send: ({ body }) => heard.push(JSON.parse(body)) });
    const listen = (id: number) => channel.receive(JSON.stringify(stateless('subscriptions/listen', {}, id).body));
    for (let id = 1; id <= 66; id++) void listen(id);
    await channel.receive(
      JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } }),
    );
    expect(heard.filter(({ error }) => error !== undefined)).toMatchObject([
      { id: 65, error: { code: -32600, message: expect.stringContaining('unanswered') } },
      { id: 66 },
    ]);
    await channel.finish();
    expect(heard.at(-1)).toMatchObject({ id: 64, result: { resultType: 'complete' } });
  });

  it('serves messages in the order they came in, though each token is verified', async () => {
    const heard: string[] = [];
    const channel = server.connect({
      who: { authorization: `Bearer ${token}` },
      send: ({ body }) => heard.push(body),
    });
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'h' } };
    const all = [toolCall('hold', {}, 'h'), cancel, { jsonrpc: '2.0', id: 'p', method: 'ping' }];
    await Promise.all(all.map((message) => channel.receive(JSON.stringify(message))));
    expect(heard.map((text) => JSON.parse(text).id)).toEqual(['p']);
    expect(server.app.aborted).toEqual(server.app.started);
  });

  it('needs no headers', async () => {
    const heard: string[] = [];
    const channel = server.connect({
      who: { authorization: `Bearer ${token}` },
      send: ({ body }) => heard.push(body),
    });
    const { _meta } = stateless('tools/call').body.params;
    await channel.receive(JSON.stringify({ ...toolCall('hello', {}, 'new'), params: { name: 'hello', _meta } }));
    await channel.receive(JSON.stringify(toolCall('hello', {}, 'old')));
    const [modern, handshake] = heard.map((text) => JSON.parse(text));
    expect(modern).toMatchObject({ id: 'new', result: { resultType: 'complete' } });
    expect(handshake.result.resultType).toBeUndefined();
  });
});
