import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../../../testing/client.js';
import { createTestIssuer, type TestIssuer } from '../../../testing/issuer.js';
import { type Listening, listenOnLoopback } from '../../test-node.js';
import { createTestServer, service, type TestServer } from '../../test-service.js';

let issuer: TestIssuer;
let server: TestServer;
let node: Listening;

beforeAll(async () => {
  issuer = await createTestIssuer();
  server = createTestServer({ issuer });
  node = await listenOnLoopback(server);
});

afterAll(async () => {
  node.close();
  await issuer.close();
});

function viaHttp(path: string) {
  return (headers: Record<string, string>) =>
    new StreamableHTTPClientTransport(new URL(`${node.origin}${path}`), { requestInit: { headers } });
}

function viaSse(headers: Record<string, string>) {
  const requestInit = { headers };
  const open = (url: string | URL, init: RequestInit) =>
    fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers } });
  return new SSEClientTransport(new URL(`${node.origin}/sse`), { requestInit, eventSourceInit: { fetch: open } });
}

async function connect(transport: SSEClientTransport | StreamableHTTPClientTransport): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  // The SDK's transports declare an optional sessionId that exactOptionalPropertyTypes tells from its interface's.
  await client.connect(transport as Transport);
  return client;
}

const transports = {
  'SSE at /sse': viaSse,
  'Streamable HTTP at /mcp': viaHttp('/mcp'),
  'Streamable HTTP at /sse': viaHttp('/sse'),
};

describe.each(Object.entries(transports))('the SDK client over %s', (_name, transport) => {
  it('connects, lists and calls', async () => {
    const client = await connect(transport(bearer(await issuer.mint())));
    expect(client.getServerVersion()).toMatchObject({ name: 'Notes', version: '1.2.3' });
    expect(client.getInstructions()).toBe('Keeps notes.');
    await client.ping();
    const { tools } = await client.listTools();
    const exposed = Object.entries(service.tools).filter(([, { expose }]) => expose.includes('mcp'));
    expect(tools.map(({ name }) => name)).toEqual(exposed.map(([name]) => name));
    // The client holds structuredContent against the outputSchema that it has just listed.
    expect(await client.callTool({ name: 'echo', arguments: { text: 'Grüße 👋' } })).toEqual({
      content: [{ type: 'text', text: '{"text":"Grüße 👋","times":1,"tone":"plain"}' }],
      structuredContent: { text: 'Grüße 👋', times: 1, tone: 'plain' },
    });
    expect(await client.callTool({ name: 'picture' })).toMatchObject({
      content: [{ type: 'text' }, { type: 'image' }],
    });
    await client.close();
  });

  it('takes failures as results, and unknown tools as errors', async () => {
    const client = await connect(transport(bearer(await issuer.mint())));
    await client.listTools();
    const failed = await client.callTool({ name: 'order', arguments: { text: 'tea' } });
    expect(failed).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('out_of_stock') }] });
    await expect(client.callTool({ name: 'ecko' })).rejects.toMatchObject({ code: -32602 });
    await client.close();
  });

  it('works without a token where a tool is public', async () => {
    const client = await connect(transport({}));
    expect(await client.callTool({ name: 'hello' })).toMatchObject({ structuredContent: { text: 'hello anonymous' } });
    expect(await client.callTool({ name: 'echo', arguments: { text: 'a' } })).toMatchObject({
      isError: true,
      _meta: { 'mcp/www_authenticate': [expect.stringContaining('resource_metadata')] },
    });
    await client.close();
  });

  it('is refused with a bad token', async () => {
    await expect(connect(transport(bearer('no.good.token')))).rejects.toThrow();
  });

  it('aborts the handler when the client cancels', async () => {
    const client = await connect(transport(bearer(await issuer.mint())));
    const { started, aborted } = server.app;
    const before = started.length;
    const leaving = new AbortController();
    const call = client.callTool({ name: 'hold' }, undefined, { signal: leaving.signal }).catch(() => 'cancelled');
    while (started.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    leaving.abort();
    expect(await call).toBe('cancelled');
    await client.close();
    while (aborted.length < started.length) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(aborted).toEqual(started);
  });

  it('leaves no stream behind', async () => {
    while (server.openStreams() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.openStreams()).toBe(0);
  });
});
