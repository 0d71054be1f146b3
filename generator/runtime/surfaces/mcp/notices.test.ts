import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bearer, mustOpen, post, readEvents, stateless, toolCall } from '../../../testing/client.js';
import { createTestIssuer, type TestIssuer } from '../../../testing/issuer.js';
import { createTestServer, secretText, type TestServer } from '../../test-service.js';

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

const both = 'application/json, text/event-stream';
const answered = { id: 1, result: { structuredContent: { text: 'told' } } };
const progress = (params: object) => ({
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken: 't', ...params },
});
const logged = (level: string, data: string) => ({
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level, logger: 'narrate', data },
});
const steps = [progress({ progress: 1, total: 3, message: 'a third' }), progress({ progress: 2.5 })];

/** Every message of an event stream, until it ends. */
async function messagesOf(response: Response): Promise<unknown[]> {
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const text = await response.text();
  expect(text).not.toContain(secretText);
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''));
}

const call = (meta?: object) => ({ ...toolCall('narrate', {}), params: { name: 'narrate', _meta: meta } });
const postCall = (meta: object | undefined, accept: string) =>
  post(server, '/mcp', call(meta), { ...bearer(token), accept });

describe('a handshake call over Streamable HTTP', () => {
  it('hears progress in its own order and the log from info on', async () => {
    const [first, ...rest] = await messagesOf(await postCall({ progressToken: 't' }, both));
    expect(first).toEqual(steps[0]);
    expect(rest).toMatchObject([logged('warning', 'slow'), steps[1] ?? {}, answered]);
    expect(server.openStreams()).toBe(0);
  });

  it('hears the log alone without a token', async () => {
    const heard = await messagesOf(await postCall(undefined, both));
    expect(heard).toMatchObject([logged('warning', 'slow'), answered]);
  });

  it.each(['application/json', '*/*'])('is plain JSON to a client that accepts %s', async (accept) => {
    const response = await postCall({ progressToken: 't' }, accept);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject(answered);
  });

  it.each([{}, [], null, true, Number.POSITIVE_INFINITY, 'x'.repeat(1001)])(
    'hears no progress for the token %j',
    async (progressToken) => {
      const heard = await messagesOf(await postCall({ progressToken }, both));
      expect(heard).toHaveLength(2);
    },
  );

  it('is plain JSON where there is no news', async () => {
    const response = await post(server, '/mcp', toolCall('hello'), { ...bearer(token), accept: both });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('is aborted when the reader of its stream leaves', async () => {
    const response = await post(server, '/mcp', toolCall('announce'), { ...bearer(token), accept: both });
    const events = readEvents(response);
    await events.next();
    await events.cancel();
    expect(server.app.aborted).toEqual(server.app.started);
    expect(server.openStreams()).toBe(0);
  });
});

describe('a stateless call', () => {
  const send = (meta: object) => {
    const { body, headers } = stateless('tools/call', { name: 'narrate', _meta: meta });
    return post(server, '/mcp', body, { ...headers, ...bearer(token), accept: both });
  };

  it('hears no log unless it asks', async () => {
    expect((await send({})).headers.get('content-type')).toBe('application/json');
    const heard = await messagesOf(await send({ progressToken: 't' }));
    expect(heard).toMatchObject([...steps, answered]);
  });

  it.each([
    ['debug', ['looking', 'slow']],
    ['warning', ['slow']],
    ['error', []],
  ])('hears the log from %s on', async (level, want) => {
    const response = await send({ 'io.modelcontextprotocol/logLevel': level, progressToken: 7 });
    const heard = JSON.stringify(await messagesOf(response));
    expect([...heard.matchAll(/"data":"(\w+)"/g)].map(([, data]) => data)).toEqual(want);
  });
});

describe('a call on a connection', () => {
  it('hears progress, and no log before logging/setLevel', async () => {
    const session = await mustOpen(server, token);
    await session.post(call({ progressToken: 't' }));
    for (const want of steps) expect(JSON.parse((await session.next()).data)).toEqual(want);
    expect(JSON.parse((await session.next()).data)).toMatchObject(answered);

    await session.post({ jsonrpc: '2.0', id: 's', method: 'logging/setLevel', params: { level: 'debug' } });
    expect(JSON.parse((await session.next()).data)).toEqual({ jsonrpc: '2.0', id: 's', result: {} });
    await session.post(call());
    for (const want of [logged('debug', 'looking'), logged('warning', 'slow')]) {
      expect(JSON.parse((await session.next()).data)).toEqual(want);
    }
    await session.cancel();
  });

  it.each([{ level: 'loud' }, {}, undefined, { level: 'constructor' }])('sets no level %j', async (params) => {
    const asked = { jsonrpc: '2.0', id: 1, method: 'logging/setLevel', params };
    const response = await post(server, '/mcp', asked, bearer(token));
    expect(await response.json()).toMatchObject({ id: 1, error: { code: -32602 } });
  });

  it('hears nothing more of a call that it cancelled', async () => {
    const session = await mustOpen(server, token);
    const params = { name: 'announce', _meta: { progressToken: 't' } };
    await session.post({ jsonrpc: '2.0', id: 5, method: 'tools/call', params });
    expect(JSON.parse((await session.next()).data)).toMatchObject({ method: 'notifications/progress' });
    await session.post({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 5 } });
    await session.post({ jsonrpc: '2.0', id: 6, method: 'ping' });
    expect(JSON.parse((await session.next()).data)).toMatchObject({ id: 6 });
    expect(server.app.aborted).toEqual(server.app.started);
    await session.cancel();
  });
});

it('REST hears the answer alone', async () => {
  const response = await post(server, '/tools/narrate', {}, { ...bearer(token), accept: both });
  expect(await response.json()).toEqual({ text: 'told' });
});
