import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bearer, mustOpen, openSession, post, toolCall } from '../../../testing/client.js';
import { audience, createTestIssuer, type TestIssuer } from '../../../testing/issuer.js';
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

afterEach(() => server.close());
afterAll(() => issuer.close());

const request = (method: string, params?: unknown, id: unknown = 1) => ({ jsonrpc: '2.0', id, method, params });
const send = (body: unknown, headers: Record<string, string> = {}, path = '/mcp') =>
  post(server, path, body, { ...bearer(token), ...headers });

/** Waits until `isDone`; the test's own time limit ends it. */
async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('initialize', () => {
  it.each([
    ['2024-11-05', '2024-11-05'],
    ['2025-03-26', '2025-03-26'],
    ['2025-06-18', '2025-06-18'],
    ['2025-11-25', '2025-11-25'],
    ['1999-01-01', '2025-11-25'],
    ['2030-01-01', '2025-11-25'],
    [undefined, '2025-11-25'],
    [7, '2025-11-25'],
  ])('asked for %j answers %s', async (protocolVersion, want) => {
    const response = await send(request('initialize', { protocolVersion, capabilities: {}, clientInfo: {} }));
    expect(response.status).toBe(200);
    expect(response.headers.get('mcp-session-id')).toBeNull();
    expect(await response.json()).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: {
        protocolVersion: want,
        capabilities: { tools: {}, logging: {} },
        serverInfo: { name: 'Notes', title: 'Notes', version: '1.2.3' },
        instructions: 'Keeps notes.',
      },
    });
  });
});

interface MessageCase {
  readonly name: string;
  readonly body: unknown;
  readonly want: readonly [status: number, reply: object | null];
}

const rpcError = (code: number, id: unknown = 1) => ({ id, error: { code } });
const problemOf = (code: string) => ({
  id: 1,
  result: { isError: true, content: [{ text: expect.stringContaining(code) }] },
});
const echoed = (text: string) => ({ id: 1, result: { structuredContent: { text } } });

const messages: readonly MessageCase[] = [
  { name: 'ping', body: request('ping'), want: [200, { id: 1, result: {} }] },
  { name: 'the initialized notification', body: notice('notifications/initialized'), want: [202, null] },
  { name: 'an unknown notification', body: notice('notifications/whatever'), want: [202, null] },
  { name: 'a cancellation of nothing', body: notice('notifications/cancelled', { requestId: 9 }), want: [202, null] },
  { name: 'a reply', body: { jsonrpc: '2.0', id: 5, result: {} }, want: [202, null] },
  { name: 'an error reply', body: { jsonrpc: '2.0', id: 5, error: { code: 1, message: '' } }, want: [202, null] },
  { name: 'an unknown method', body: request('resources/list'), want: [200, rpcError(-32601)] },
  { name: 'a method of Object', body: request('constructor'), want: [200, rpcError(-32601)] },
  { name: 'not JSON', body: '{"jsonrpc":', want: [400, rpcError(-32700, null)] },
  { name: 'an empty body', body: '', want: [400, rpcError(-32700, null)] },
  { name: 'null', body: 'null', want: [400, rpcError(-32600, null)] },
  { name: 'a number', body: '7', want: [400, rpcError(-32600, null)] },
  { name: 'no version', body: { id: 1, method: 'ping' }, want: [400, rpcError(-32600, null)] },
  { name: 'version 1.0', body: { jsonrpc: '1.0', id: 1, method: 'ping' }, want: [400, rpcError(-32600, null)] },
  { name: 'no method', body: { jsonrpc: '2.0', id: 1 }, want: [400, rpcError(-32600)] },
  { name: 'a method that is no text', body: { jsonrpc: '2.0', id: 1, method: 5 }, want: [400, rpcError(-32600)] },
  { name: 'no params', body: request('tools/call'), want: [200, rpcError(-32602)] },
  { name: 'params as a list', body: request('tools/call', ['echo']), want: [200, rpcError(-32602)] },
  { name: 'no tool name', body: request('tools/call', { arguments: {} }), want: [200, rpcError(-32602)] },
  { name: 'a tool name that is no text', body: toolCall(5, {}), want: [200, rpcError(-32602)] },
  { name: 'an unknown tool', body: toolCall('ecko', {}), want: [200, rpcError(-32602)] },
  { name: 'no arguments', body: toolCall('hello'), want: [200, echoed('hello ada')] },
  { name: 'null arguments', body: toolCall('hello', null), want: [200, echoed('hello ada')] },
  { name: 'arguments as a list', body: toolCall('echo', ['a']), want: [200, problemOf('invalid_arguments')] },
  { name: 'arguments as a text', body: toolCall('echo', 'a'), want: [200, problemOf('invalid_arguments')] },
  { name: 'arguments as 0', body: toolCall('echo', 0), want: [200, problemOf('invalid_arguments')] },
];

function notice(method: string, params?: unknown) {
  return { jsonrpc: '2.0', method, params };
}

describe.each(['/mcp', '/sse'])('POST %s', (path) => {
  it.each(messages)('$name: $want.0', async ({ body, want: [status, reply] }) => {
    const response = await send(body, {}, path);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const text = await response.text();
    if (reply === null) expect(text).toBe('');
    else expect(JSON.parse(text)).toMatchObject({ jsonrpc: '2.0', ...reply });
  });
});

describe('an id', () => {
  it.each([0, 1, -5, 1.5, 2 ** 53, '', 'a', '1', 'ä "\\\n', '__proto__'])('%j comes back', async (id) => {
    for (const body of [request('ping', {}, id), toolCall('echo', { text: 'a' }, id), request('nothing', {}, id)]) {
      expect((await (await send(body)).json()).id).toBe(id);
    }
  });

  it.each([null, true, [], {}, [1]])('%j is refused', async (id) => {
    const response = await send(request('ping', {}, id));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ id: null, error: { code: -32600 } });
  });
});

describe('a batch', () => {
  const batch = [request('ping', {}, 'a'), notice('notifications/initialized'), request('nothing', {}, 'b')];

  it('of 2025-03-26 is answered', async () => {
    const response = await send(batch, { 'mcp-protocol-version': '2025-03-26' });
    expect(await response.json()).toMatchObject([
      { id: 'a', result: {} },
      { id: 'b', error: { code: -32601 } },
    ]);
  });

  it('of notifications alone is 202', async () => {
    expect((await send([notice('notifications/initialized')])).status).toBe(202);
  });

  it.each([
    ['of a later revision', batch, '2025-06-18'],
    ['of nothing', [], '2025-03-26'],
    ['of too many', Array.from({ length: 51 }, (_, id) => request('ping', {}, id)), '2025-03-26'],
    ['with initialize', [request('initialize', {})], '2025-03-26'],
  ])('%s is refused', async (_name, body, revision) => {
    const response = await send(body, { 'mcp-protocol-version': revision });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ id: null, error: { code: -32600 } });
  });
});

describe('Streamable HTTP', () => {
  it.each([
    ['text/event-stream', true],
    ['text/event-stream;q=1', true],
    ['Text/Event-Stream', true],
    ['text/event-stream, application/json;q=0', true],
    ['text/event-stream;q=0, application/json', false],
    ['Application/JSON, text/event-stream', false],
    ['application/json, text/event-stream', false],
    ['text/event-stream, */*', false],
    ['application/json', false],
    ['*/*', false],
    ['text/html', false],
  ])('to Accept: %s answers with an event: %s', async (accept, isEvent) => {
    const response = await send(toolCall('hello'), { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(isEvent ? 'text/event-stream' : 'application/json');
    const text = await response.text();
    const data = isEvent ? /^event: message\ndata: ([^\n]+)\n\n$/.exec(text)?.[1] : text;
    expect(JSON.parse(data ?? '')).toMatchObject({ id: 1, result: { structuredContent: { text: 'hello ada' } } });
  });

  it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
    'takes MCP-Protocol-Version %s',
    async (revision) => {
      expect((await send(request('ping'), { 'mcp-protocol-version': revision })).status).toBe(200);
    },
  );

  it.each(['1999-01-01', 'latest', ''])('refuses MCP-Protocol-Version %j', async (revision) => {
    const response = await send(request('ping'), { 'mcp-protocol-version': revision });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      id: 1,
      error: {
        code: -32022,
        message: expect.stringContaining('2025-11-25'),
        data: { supported: ['2026-07-28'], requested: revision },
      },
    });
  });

  it.each([
    ['GET', '/mcp', 'POST'],
    ['DELETE', '/mcp', 'POST'],
    ['PUT', '/sse', 'GET, POST'],
    ['DELETE', '/sse', 'GET, POST'],
    ['HEAD', '/sse', 'GET, POST'],
    ['GET', '/messages', 'POST'],
  ])('%s %s is 405', async (method, path, allow) => {
    const response = await server.send(path, { method, headers: bearer(token) });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect(server.openStreams()).toBe(0);
  });

  it.each([
    ['text/plain', 415],
    ['application/json; charset=latin1', 415],
  ])('refuses %s', async (type, status) => {
    expect((await send(request('ping'), { 'content-type': type })).status).toBe(status);
  });

  it('refuses 2 MB', async () => {
    expect((await send(toolCall('echo', { text: 'x'.repeat(2_000_000) }))).status).toBe(413);
  });

  it('answers a missing scope with 403 and a challenge of its own endpoint', async () => {
    const reader = await issuer.mint({ scp: 'Notes.Read' });
    for (const path of ['/mcp', '/sse']) {
      const response = await post(server, path, toolCall('save', { text: 'a' }), bearer(reader));
      expect(response.status).toBe(403);
      const challenge = response.headers.get('www-authenticate');
      expect(challenge).toContain(`resource_metadata="${audience}/.well-known/oauth-protected-resource${path}"`);
      const body = await response.json();
      expect(body).toMatchObject({ id: 1, result: { isError: true, _meta: { 'mcp/www_authenticate': [challenge] } } });
    }
  });

  it('says how to sign in where a call without a token needs one', async () => {
    const response = await post(server, '/mcp', toolCall('echo', { text: 'a' }));
    expect(response.status).toBe(200);
    const { result } = await response.json();
    expect(result.isError).toBe(true);
    expect(result._meta['mcp/www_authenticate'][0]).toMatch(
      /^Bearer resource_metadata=".+\/mcp", scope=".+Notes\.Read"$/,
    );
  });

  it('is closed without a token when every tool needs one', async () => {
    const closed = createTestServer({ issuer, onlyProtected: true });
    for (const body of [request('initialize', {}), request('tools/list'), notice('notifications/initialized')]) {
      const response = await post(closed, '/mcp', body);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer resource_metadata=".+\/mcp", scope=".+"$/);
    }
    expect((await post(closed, '/mcp', request('ping'), bearer(token))).status).toBe(200);
  });

  it('aborts a call whose client leaves', async () => {
    const leaving = new AbortController();
    const headers = { 'content-type': 'application/json', ...bearer(token) };
    const body = JSON.stringify(toolCall('hold'));
    const answer = server.send('/mcp', { method: 'POST', headers, body, signal: leaving.signal });
    await until(() => server.app.started.length === 1);
    leaving.abort();
    await answer.catch(() => {});
    expect(server.app.aborted).toEqual(server.app.started);
  });
});

describe('GET /sse', () => {
  it.each(['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json'])(
    'to Accept: %s is a hint',
    async (accept) => {
      const response = await server.send('/sse', { headers: { accept, ...bearer(token) } });
      expect(response.status).toBe(406);
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
      const text = await response.text();
      for (const path of ['/sse', '/mcp', '/.well-known/openapi.json', '/.well-known/openapi-3.1.json']) {
        expect(text).toContain(`${audience}${path}`);
      }
      expect(server.openStreams()).toBe(0);
    },
  );

  it('without a token is 401, with the hint and the metadata of /sse', async () => {
    const closed = createTestServer({ issuer, onlyProtected: true });
    const response = await closed.send('/sse');
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(
      /resource_metadata="[^"]+\/oauth-protected-resource\/sse"/,
    );
    const { detail } = await response.json();
    expect(detail).toContain(`${audience}/.well-known/openapi.json`);
    expect(detail).toContain(`${audience}/.well-known/openapi-3.1.json`);
  });

  it.each(['text/event-stream', '*/*', undefined])('to Accept: %s opens a stream', async (accept) => {
    const headers = { ...bearer(token), ...(accept !== undefined && { accept }) };
    const response = await server.send('/sse', { headers });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(server.openStreams()).toBe(1);
    await response.body?.cancel();
    expect(server.openStreams()).toBe(0);
  });

  it('names its endpoint first, then carries the replies', async () => {
    const session = await mustOpen(server, token);
    expect(session.endpoint).toMatch(/^\/messages\?sessionId=[0-9a-f-]{36}$/);
    expect((await session.post(notice('notifications/initialized'))).status).toBe(202);
    expect((await session.post(request('ping', {}, 'p'))).status).toBe(202);
    expect(JSON.parse((await session.next()).data)).toEqual({ jsonrpc: '2.0', id: 'p', result: {} });
    await session.post([request('ping')]);
    expect(JSON.parse((await session.next()).data)).toMatchObject({ id: null, error: { code: -32600 } });
  });

  it('answers what is no JSON with 400', async () => {
    const session = await mustOpen(server, token);
    const response = await session.post('{"jsonrpc"');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ id: null, error: { code: -32700 } });
  });

  it.each(['/messages', '/messages?sessionId=', '/messages?sessionId=__proto__', '/messages?sessionId=1'])(
    'has no session at %s',
    async (path) => {
      const response = await send(request('ping'), {}, path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'not_found' });
    },
  );

  it('keeps a session to its user, client and tenant', async () => {
    const session = await mustOpen(server, token);
    const others = [{ oid: 'eve' }, { tid: 'elsewhere' }, { azp: 'another client' }];
    for (const claims of others) {
      const response = await post(server, session.endpoint, request('ping'), bearer(await issuer.mint(claims)));
      expect(response.status).toBe(404);
    }
    expect((await post(server, session.endpoint, request('ping'))).status).toBe(404);
    expect((await post(server, session.endpoint, request('ping'), bearer('bad.to.ken'))).status).toBe(401);
    const renewed = await issuer.mint({ exp: Math.floor(Date.now() / 1000) + 9999 });
    expect((await post(server, session.endpoint, request('ping'), bearer(renewed))).status).toBe(202);
  });

  it('keeps to its limit of streams for one caller', async () => {
    await Promise.all(Array.from({ length: 64 }, () => mustOpen(server, token)));
    const refused = await openSession(server, token);
    expect(refused).toMatchObject({ status: 429 });
    expect(await openSession(server, await issuer.mint({ oid: 'bob' }))).not.toBeInstanceOf(Response);
  });
});

describe('a session', () => {
  it('has at most 64 calls running', async () => {
    const session = await mustOpen(server, token);
    for (let id = 0; id < 64; id++) expect((await session.post(toolCall('hold', {}, id))).status).toBe(202);
    const refused = await session.post(toolCall('hold', {}, 64));
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'too_many_calls' });
    await session.cancel();
    expect(server.app.aborted.length).toBe(64);
  });
});

describe('the end of a stream', () => {
  it('aborts what runs for it, when its client leaves', async () => {
    const session = await mustOpen(server, token);
    const other = await mustOpen(server, token);
    for (const id of [1, 2]) await session.post(toolCall('hold', {}, id));
    await other.post(toolCall('hold'));
    await until(() => server.app.started.length === 3);
    await session.cancel();
    expect(server.openStreams()).toBe(1);
    expect(server.app.aborted).toEqual(server.app.started.slice(0, 2));
    expect((await session.post(request('ping'))).status).toBe(404);
  });

  it('leaves no call behind whose body was still on its way', async () => {
    const session = await mustOpen(server, token);
    const pipe = new TransformStream<Uint8Array, Uint8Array>();
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...bearer(token) }, duplex: 'half' };
    const answer = server.send(session.endpoint, { ...init, body: pipe.readable });
    const writer = pipe.writable.getWriter();
    await writer.write(new TextEncoder().encode(JSON.stringify(toolCall('hold')).slice(0, 20)));
    await session.cancel();
    await writer.write(new TextEncoder().encode(JSON.stringify(toolCall('hold')).slice(20)));
    await writer.close();
    expect((await answer).status).toBe(404);
    expect(server.app.started).toEqual(server.app.aborted);
  });

  it('comes for a reader that never reads', async () => {
    const response = await server.send('/sse', { headers: bearer(token) });
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    const endpoint = /data: (.+)/.exec(new TextDecoder().decode(value))?.[1] ?? '';
    const statuses: number[] = [];
    for (let calls = 0; calls < 8; calls++) {
      statuses.push((await send(toolCall('big'), {}, endpoint)).status);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(server.openStreams()).toBe(0);
    expect(statuses[0]).toBe(202);
    expect(statuses.at(-1)).toBe(404);
    await expect(reader?.read()).rejects.toThrow();
  });

  it('comes with close(), for each when its last call is answered', async () => {
    const sessions = await Promise.all([1, 2, 3].map(() => mustOpen(server, token)));
    await sessions[0]?.post(toolCall('hold'));
    await until(() => server.app.started.length === 1);
    await sessions[0]?.post(request('ping', {}, 'after it'));
    server.close();
    expect(server.openStreams()).toBe(1);
    for (const session of sessions.slice(1)) await expect(session.next()).rejects.toThrow('the stream has ended');
    expect(JSON.parse((await sessions[0]?.next())?.data ?? '')).toMatchObject({ id: 'after it' });
    await sessions[0]?.post(notice('notifications/cancelled', { requestId: 1 }));
    await expect(sessions[0]?.next()).rejects.toThrow('the stream has ended');
    expect(server.app.aborted).toEqual(server.app.started);
    expect(server.openStreams()).toBe(0);
  });

  it('is not needed to cancel a call', async () => {
    const session = await mustOpen(server, token);
    for (const id of [7, '7']) await session.post(toolCall('hold', {}, id));
    await until(() => server.app.started.length === 2);
    await session.post(notice('notifications/cancelled', { requestId: '7' }));
    expect(server.app.aborted).toEqual(server.app.started.slice(1));
    await session.post(request('ping', {}, 8));
    expect(JSON.parse((await session.next()).data)).toMatchObject({ id: 8 });
  });
});

describe('50 clients that use equal ids', () => {
  const clients = Array.from({ length: 50 }, (_, index) => `client ${index}`);
  const ids = Array.from({ length: 10 }, (_, id) => id);

  it('get their own answers over SSE', async () => {
    const heard = await Promise.all(
      clients.map(async (name) => {
        const session = await mustOpen(server, token);
        await Promise.all(ids.map((id) => session.post(toolCall('echo', { text: `${name}, ${id}` }, id))));
        const replies: { id: number; text: string }[] = [];
        while (replies.length < ids.length) {
          const { id, result } = JSON.parse((await session.next()).data);
          replies.push({ id, text: result.structuredContent.text });
        }
        return replies.sort((left, right) => left.id - right.id);
      }),
    );
    expect(heard).toEqual(clients.map((name) => ids.map((id) => ({ id, text: `${name}, ${id}` }))));
  });

  it('get their own answers over Streamable HTTP', async () => {
    const heard = await Promise.all(
      clients.flatMap((name) =>
        ids.map(async (id) => (await send(toolCall('echo', { text: `${name}, ${id}` }, id))).json()),
      ),
    );
    const texts = heard.map(({ id, result }) => `${id}: ${result.structuredContent.text}`);
    expect(texts).toEqual(clients.flatMap((name) => ids.map((id) => `${id}: ${name}, ${id}`)));
  });
});
