import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bearer, readEvents, toolCall } from '../test-client.js';
import { createTestIssuer, type TestIssuer } from '../test-issuer.js';
import { type Listening, listenOnLoopback } from '../test-node.js';
import { createTestServer, type TestServer } from '../test-service.js';

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

describe('a body', () => {
  const head = () =>
    'POST /tools/echo HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n' +
    `content-type: application/json\r\nauthorization: Bearer ${token}\r\n`;

  it('shorter than its length gets no answer, and harms nobody', async () => {
    expect(await say(`${head()}content-length: 500\r\n\r\n{"text":"a"}`, true)).not.toMatch(/^HTTP\/1.1 [25]/);
    expect((await fetch(`${node.origin}/healthz`)).status).toBe(200);
  });

  it.each([
    ['with a broken chunk', 'transfer-encoding: chunked\r\n\r\nZZ\r\n'],
    ['with two lengths', 'content-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
    ['with a length and chunks', 'content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ])('%s is 400', async (_name, rest) => {
    expect(await say(head() + rest)).toMatch(/^HTTP\/1.1 400/);
  });

  it('in chunks is read', async () => {
    const said = await say(`${head()}transfer-encoding: chunked\r\n\r\n8\r\n{"text":\r\n4\r\n"a"}\r\n0\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1.1 200/);
  });

  it('of 2 MB is 413', async () => {
    const response = await post('/tools/echo', JSON.stringify({ text: 'x'.repeat(2_000_000) }));
    expect(response.status).toBe(413);
  });
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
    const socket = node.connect();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.resume().write(request('echo', { text: 'a' }).repeat(2000));
    await closed;
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
