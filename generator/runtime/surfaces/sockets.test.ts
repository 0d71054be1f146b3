import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hostCrypto } from '../../node/crypto.js';
import { bearer, readEvents, toolCall } from '../../testing/client.js';
import { createTestIssuer, type TestIssuer } from '../../testing/issuer.js';
import { type Listening, listenOnLoopback } from '../test-node.js';
import { createTestServer, type TestServer } from '../test-service.js';
import { httpRequestOf } from '../web.js';

let issuer: TestIssuer;
let server: TestServer;
let node: Listening;
let token: string;

beforeAll(async () => {
  issuer = await createTestIssuer();
  server = createTestServer({ issuer });
  node = await listenOnLoopback(server);
  token = await issuer.mint();
});

afterAll(async () => {
  node.close();
  await issuer.close();
});

const json = { 'content-type': 'application/json' };
const post = (path: string, body: string) =>
  fetch(`${node.origin}${path}`, { method: 'POST', headers: { ...json, ...bearer(token) }, body });

/** Everything that the server says to these bytes; `hangUp` ends the connection after them. */
async function say(bytes: string, hangUp = false): Promise<string> {
  const socket = node.connect();
  const heard: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => heard.push(chunk));
  socket.write(bytes);
  if (hangUp) socket.end();
  await once(socket, 'close');
  return Buffer.concat(heard).toString();
}

describe('a probe', () => {
  const of = (request: string) => say(`${request} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);

  it('answers GET and HEAD, whose body it keeps, and nothing else', async () => {
    const [got, head, posted] = [await of('GET /healthz'), await of('HEAD /healthz'), await of('POST /healthz')];
    expect(got).toMatch(/^HTTP\/1.1 200 [\s\S]*\r\n\r\n\{"status":"ok"\}$/);
    expect(head).toMatch(/^HTTP\/1.1 200 [\s\S]*content-length: 15\r\n[\s\S]*\r\n\r\n$/);
    expect(posted).toMatch(/^HTTP\/1.1 404 /);
  });
});

it('a page that is asked for before what it needs is loaded waits for that', async () => {
  const young = await listenOnLoopback(createTestServer({ issuer }));
  const pages = await Promise.all(['/', '/', '/nothing'].map((path) => fetch(`${young.origin}${path}`)));
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 404]);
  young.close();
});

// REST goes through the Node adapter's requests, MCP through our own.
describe.each([
  ['/tools/echo', { text: 'a' }],
  ['/mcp', toolCall('echo', { text: 'a' })],
])('a body for %s', (path, message) => {
  const good = JSON.stringify(message);
  const head = () =>
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n` +
    `content-type: application/json\r\nauthorization: Bearer ${token}\r\n`;
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

  it('shorter than its length gets no answer, and harms nobody', async () => {
    expect(await say(`${head()}content-length: 500\r\n\r\n${good}`, true)).not.toMatch(/^HTTP\/1.1 [25]/);
    expect((await fetch(`${node.origin}/healthz`)).status).toBe(200);
  });

  it.each([
    ['with a broken chunk', 'transfer-encoding: chunked\r\n\r\nZZ\r\n'],
    ['with two lengths', 'content-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
    ['with a length and chunks', 'content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['with chunks and a length', 'transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n0\r\n\r\n'],
    ['with two equal lengths', 'content-length: 2\r\ncontent-length: 2\r\n\r\n{}'],
    ['with a list of lengths', 'content-length: 2, 2\r\n\r\n{}'],
    ['with a signed length', 'content-length: +2\r\n\r\n{}'],
    ['with a hexadecimal length', 'content-length: 0x2\r\n\r\n{}'],
    ['with an encoding that is not chunked', 'transfer-encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['with chunked not at the end', 'transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['with a blank before the colon', 'transfer-encoding : chunked\r\n\r\n0\r\n\r\n'],
    ['with a folded header', 'transfer-encoding:\r\n chunked\r\ncontent-length: 2\r\n\r\n{}'],
    ['with a bare line feed between headers', 'x: y\ncontent-length: 2\r\n\r\n{}'],
    ['with a bare carriage return', 'x: y\rcontent-length: 2\r\n\r\n{}'],
    ['with a NUL in a header', 'x: \0\r\ncontent-length: 2\r\n\r\n{}'],
    ['with a bare line feed after a chunk size', 'transfer-encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n'],
    ['with a chunk longer than its size', 'transfer-encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n'],
  ])('%s is 400', async (_name, rest) => {
    expect(await say(head() + rest)).toMatch(/^HTTP\/1.1 400/);
  });

  it('in chunks is read', async () => {
    const chunks = [good.slice(0, 8), good.slice(8), ''].map(chunk).join('');
    const said = await say(`${head()}transfer-encoding: chunked\r\n\r\n${chunks}`);
    expect(said).toMatch(/^HTTP\/1.1 200/);
    expect(said).toContain('"text":"a"');
  });

  it('is read where the request names the whole URL, as requests to a proxy do', async () => {
    for (const origin of ['http://localhost', 'http://localhost:80', 'http://user@localhost']) {
      const absolute = head().replace(path, origin + path);
      expect(await say(`${absolute}content-length: ${good.length}\r\n\r\n${good}`)).toMatch(/^HTTP\/1.1 200/);
    }
  });

  it('of 2 MB is 413, whatever its length is said to be', async () => {
    const text = 'x'.repeat(2_000_000);
    expect((await post(path, text)).status).toBe(413);
    expect(await say(`${head()}transfer-encoding: chunked\r\n\r\n${chunk(text)}${chunk('')}`)).toMatch(
      /^HTTP\/1.1 413/,
    );
  });

  it.each([
    ['Host', 'host: evil.example\r\n', /^HTTP\/1.1 4(00|21) /],
    ['Origin', 'origin: http://localhost\r\norigin: http://evil.example\r\n', /^HTTP\/1.1 403 /],
    ['Authorization', 'authorization: Bearer x\r\n', /^HTTP\/1.1 401 /],
  ])('with a second %s is refused', async (_name, header, refusal) => {
    const said = await say(`${head()}${header}content-length: ${good.length}\r\n\r\n${good}`);
    expect(said).toMatch(refusal);
  });

  it('whose client leaves without the answer aborts the call', async () => {
    const { started, aborted } = server.app;
    const before = started.length;
    const leaving = new AbortController();
    const holding = path === '/mcp' ? toolCall('hold') : {};
    const answer = fetch(`${node.origin}${path.replace('echo', 'hold')}`, {
      method: 'POST',
      headers: { ...json, ...bearer(token) },
      body: JSON.stringify(holding),
      signal: leaving.signal,
    });
    await expect.poll(() => started.length).toBe(before + 1);
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => aborted).toEqual(started);
  });
});

it('a body for /mcp that is too large leaves the connection usable', async () => {
  const head = `POST /mcp HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n`;
  const tooLarge = `transfer-encoding: chunked\r\n\r\n1e8480\r\n${'x'.repeat(2_000_000)}\r\n0\r\n\r\n`;
  const said = await say(`${head}${tooLarge}${head}connection: close\r\ncontent-length: 2\r\n\r\n{}`);
  expect(said.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 400']);
});

it('an answer that can not be sent is followed by one that can', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
  const init = { method: 'POST', headers: { ...json, ...bearer(token), host: 'localhost' }, body };
  const statuses: number[] = [];
  await new Promise<void>((resolve) => {
    server.serve(httpRequestOf(new Request('http://localhost/mcp', init)), ({ status }) => {
      statuses.push(status);
      if (statuses.length === 1) throw new Error('a header that HTTP has no letters for');
      resolve();
    });
  });
  expect(statuses).toEqual([200, 500]);
});

it('nobody is answered without saying for which host', async () => {
  const fresh = await listenOnLoopback(createTestServer({ issuer }));
  const socket = fresh.connect();
  socket.write('POST /mcp HTTP/1.0\r\ncontent-length: 0\r\n\r\n');
  const [heard] = (await once(socket, 'data')) as [Buffer];
  expect(heard.toString()).toMatch(/^HTTP\/1.1 421/);
  fresh.close();
});

describe('requests that are sent ahead', () => {
  const request = (tool: string, args: object, connection = 'keep-alive') => {
    const body = JSON.stringify(toolCall(tool, args));
    const head = `POST /mcp HTTP/1.1\r\nhost: localhost\r\nconnection: ${connection}\r\nauthorization: Bearer ${token}\r\n`;
    return `${head}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  };

  it('are answered in their turn', async () => {
    const ahead = ['a', 'b', 'c'].map((text) => request('echo', { text }));
    const said = await say([...ahead, request('echo', { text: 'd' }, 'close')].join(''));
    expect([...said.matchAll(/"structuredContent":\{"text":"(.)"/g)].map(([, text]) => text).join('')).toBe('abcd');
  });

  it('run one at a time, and not at all once their client has gone', async () => {
    const { started, aborted } = server.app;
    const before = started.length;
    const socket = node.connect();
    socket.write(request('hold', {}).repeat(20));
    await expect.poll(() => started.length).toBe(before + 1);
    socket.destroy();
    await expect.poll(() => aborted.length).toBe(started.length);
    expect(started.length).toBe(before + 1);
  });

  it('close the connection when there are far too many', async () => {
    const { started, aborted } = server.app;
    const before = started.length;
    const socket = node.connect();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    // While one is held up, the others wait.
    socket.resume().write(request('hold', {}) + request('echo', { text: 'a' }).repeat(2000));
    await closed;
    expect(started.length).toBe(before + 1);
    await expect.poll(() => aborted).toEqual(started);
    expect((await fetch(`${node.origin}/healthz`)).status).toBe(200);
  });
});

describe('a stream', () => {
  async function open(signal?: AbortSignal) {
    const headers = { accept: 'text/event-stream', ...bearer(token) };
    const response = await fetch(`${node.origin}/sse`, { headers, ...(signal && { signal }) });
    const reader = readEvents(response);
    return { reader, endpoint: (await reader.next()).data };
  }

  it('is cleaned up when its socket goes', async () => {
    const leaving = new AbortController();
    const { endpoint } = await open(leaving.signal);
    const { started, aborted } = server.app;
    const before = started.length;
    await post(endpoint, JSON.stringify(toolCall('hold')));
    await expect.poll(() => started.length).toBe(before + 1);
    leaving.abort();
    await expect.poll(() => server.openStreams()).toBe(0);
    expect(aborted).toEqual(started);
  });

  it('is cut off without a word when its socket is never read', async () => {
    const printed = vi.spyOn(console, 'error');
    const socket = node.connect();
    socket.write(`GET /sse HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n\r\n`);
    const [first] = (await once(socket, 'data')) as [Buffer];
    socket.pause();
    const endpoint = /data: (\S+)/.exec(first.toString())?.[1] ?? '';
    let accepted = 0;
    while ((await post(endpoint, JSON.stringify(toolCall('big')))).status === 202) accepted += 1;
    // Each reply has 1.8 MB. What the budget does not hold, the system's socket buffers do.
    expect(accepted).toBeGreaterThan(1);
    expect(accepted).toBeLessThan(30);
    expect(server.openStreams()).toBe(0);
    socket.resume();
    await once(socket, 'close');
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });

  it('ends with the server', async () => {
    const { reader } = await open();
    server.close();
    await expect(reader.next()).rejects.toThrow('the stream has ended');
    const response = await fetch(`${node.origin}/sse`, { headers: bearer(token) });
    expect(response.status).toBe(503);
  });
});

describe('one connection that several people share', () => {
  /** The answers to calls with these tokens, sent one after the other on one connection. */
  async function callInTurn(socket: Socket, path: string, message: object, tokens: readonly string[]) {
    const body = JSON.stringify(message);
    const answers: string[] = [];
    for (const each of tokens) {
      const length = `content-type: application/json\r\ncontent-length: ${body.length}`;
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${each}\r\n${length}\r\n\r\n${body}`,
      );
      const [answer] = await once(socket, 'data');
      answers.push(String(answer));
    }
    return answers;
  }

  it.each([
    ['/tools/hello', {}],
    ['/mcp', toolCall('hello', {})],
  ])('%s serves each as who they are, and digests a token that comes again once', async (path, message) => {
    const digest = vi.spyOn(hostCrypto, 'digest');
    const shared = await listenOnLoopback(createTestServer({ issuer }));
    const [ada, bob] = [await issuer.mint({ oid: 'ada' }), await issuer.mint({ oid: 'bob' })];
    const forged = `${ada.slice(0, -4)}AAAA`;
    const answers = await callInTurn(shared.connect(), path, message, [ada, ada, ada, bob, ada, forged, forged, ada]);
    const said = answers.map((answer) => /hello \w+/.exec(answer)?.[0] ?? answer.slice(9, 12));
    expect(said).toEqual(['hello ada', 'hello ada', 'hello ada', 'hello bob', 'hello ada', '401', '401', 'hello ada']);
    // Callers are digested too, for the log.
    expect(digest.mock.calls.filter(([text]) => text.startsWith('ey'))).toHaveLength(5);
    digest.mockRestore();
    shared.close();
  });

  it('forgets a token that has expired', async () => {
    const short = await issuer.mint({ exp: Math.floor(Date.now() / 1000) + 30 });
    const socket = node.connect();
    const statuses = async (tokens: readonly string[]) =>
      (await callInTurn(socket, '/tools/hello', {}, tokens)).map((answer) => answer.slice(9, 12));
    expect(await statuses([short, short])).toEqual(['200', '200']);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 95_000 });
    expect(await statuses([short])).toEqual(['401']);
    vi.useRealTimers();
    socket.destroy();
  });
});

describe('what a request says of its way here', () => {
  const documents = [
    '/.well-known/openapi.json',
    '/.well-known/openapi-3.1.json',
    '/.well-known/ai-plugin.json',
    '/.well-known/oauth-protected-resource',
    '/.well-known/oauth-protected-resource/mcp',
    '/.well-known/oauth-protected-resource/sse',
  ];
  const get = (path: string, headers: string, method = 'GET') =>
    say(`${method} ${path} HTTP/1.1\r\nconnection: close\r\n${headers}content-length: 0\r\n\r\n`);
  /** The answer without what differs each time. */
  const told = (answer: string) =>
    answer.replace(/^(date|x-request-id): .*$/gim, '').replace(/"requestId":"[^"]*"/, '');

  it.each([
    ['X-Forwarded-Host', 'host: localhost\r\nx-forwarded-host: evil.example\r\n'],
    ['X-Forwarded-Proto', 'host: localhost\r\nx-forwarded-proto: http\r\n'],
    [
      'X-Forwarded-*',
      'host: localhost\r\nx-forwarded-port: 1\r\nx-forwarded-prefix: /evil\r\nx-forwarded-server: evil\r\n',
    ],
    ['Forwarded', 'host: localhost\r\nforwarded: for=1.2.3.4;host=evil.example;proto=http\r\n'],
    ['X-Original-URL', 'host: localhost\r\nx-original-url: /evil\r\nx-rewrite-url: /evil\r\nx-host: evil.example\r\n'],
    ['another Host that is allowed', 'host: 127.0.0.1:99\r\n'],
  ])('%s changes no document and no challenge', async (_name, headers) => {
    const own = 'host: localhost\r\n';
    for (const path of documents) {
      const answer = await get(path, headers);
      expect(answer).toMatch(/^HTTP\/1.1 200/);
      expect(told(answer), path).toBe(told(await get(path, own)));
    }
    for (const path of ['/mcp', '/tools/echo']) {
      const answer = await get(path, headers, 'POST');
      expect(answer).toMatch(path === '/mcp' ? /^HTTP\/1.1 400/ : /^HTTP\/1.1 401[\s\S]*oauth-protected-resource/);
      expect(told(answer), path).toBe(told(await get(path, own, 'POST')));
      expect(answer).not.toContain('evil');
    }
  });
});
