import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Modern from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { mcpRemote } from '../../generator/node/mcp-remote.js';
import { freePort } from '../../generator/test/services/ports.js';
import { driveModern, driveSdk, type Era, eras, inspect, run } from './clients.js';
import { runChecks } from './report.js';
import { type ShopProcess, startShop } from './shop-process.js';

// Real clients against a real shop process: npm run interop. The clients are run by exact version through npx.

const redocly = '@redocly/cli@2.77.0';
const folder = mkdtempSync(join(tmpdir(), 'diglot-interop-'));
const port = await freePort();
const database = join(folder, '.data', 'shop.db');
let shop: ShopProcess = await startShop({ port, folder });

const headers = () => ({ authorization: `Bearer ${shop.token}` });

/** Calls a tool over REST. */
async function rest(tool: string, input: object, extra: Record<string, string> = headers()) {
  const response = await fetch(`${shop.url}/tools/${tool}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...extra },
    body: JSON.stringify(input),
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

/** Adds the token to what a client fetches. */
const withToken: typeof fetch = (url, init) =>
  fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers() } });

/** How a local client starts the shop. */
const stdio = {
  command: process.execPath,
  args: ['--import', 'tsx', '--conditions=diglot-source', 'scripts/stdio.ts'],
  cwd: process.cwd(),
  env: { ...inherited(), DATABASE_URL: `file:${database}`, LOG_LEVEL: 'warn' },
  stderr: 'inherit',
} as const;

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** mcp-remote as Claude Desktop starts it. */
const bridgeTo = (path: string, ...options: readonly string[]) => ({
  command: 'npx',
  args: [
    ...['-y', mcpRemote, `${shop.url}${path}`, '--allow-http', ...options],
    ...['--header', `Authorization: Bearer ${shop.token}`],
  ],
  cwd: folder,
  stderr: 'ignore' as const,
});

/** Each transport of @modelcontextprotocol/client 2.x. */
const modernTransports = {
  'legacy SSE': () => new Modern.SSEClientTransport(new URL(`${shop.url}/sse`), { fetch: withToken }),
  '/mcp': () => new Modern.StreamableHTTPClientTransport(new URL(`${shop.url}/mcp`), { fetch: withToken }),
  '/sse': () => new Modern.StreamableHTTPClientTransport(new URL(`${shop.url}/sse`), { fetch: withToken }),
  stdio: () => new ModernStdio({ ...stdio, args: [...stdio.args] }),
};

/** Each transport of the inspector. */
const inspectorTargets = {
  sse: () => httpTarget('sse', '/sse'),
  http: () => httpTarget('http', '/mcp'),
  stdio: () => [
    ...['-e', `DATABASE_URL=file:${database}`, '--cwd', process.cwd()],
    ...[process.execPath, ...stdio.args],
  ],
};

function httpTarget(transport: string, path: string): string[] {
  const authorization = `Authorization: Bearer ${shop.token}`;
  return ['--transport', transport, '--server-url', `${shop.url}${path}`, '--header', authorization];
}

/** A check for every one of these in every era mode. */
function inEachEra<Made>(
  title: string,
  each: Readonly<Record<string, () => Made>>,
  drive: (made: Made, era: Era) => Promise<void>,
): Record<string, () => Promise<void>> {
  const names = Object.keys(eras) as Era[];
  const checks = Object.entries(each).flatMap(([name, make]) =>
    names.map((era) => [`${title} over ${name}, ${era}`, () => drive(make(), era)] as const),
  );
  return Object.fromEntries(checks);
}

const checks: Record<string, () => Promise<void>> = {
  'REST finds milk': async () => {
    const { status, body } = await rest('search_products', { query: 'milk', limit: 10 });
    assert.equal(status, 200);
    assert.match(JSON.stringify(body), /milk/i);
  },
  'REST without a token is 401': async () => {
    assert.equal((await rest('search_products', { query: 'milk' }, {})).status, 401);
  },
  'REST names an unknown argument': async () => {
    const { status, body } = await rest('search_products', { query: 'milk', colour: 'red' });
    assert.equal(status, 400);
    assert.match(JSON.stringify(body), /"pointer":"\/colour"/);
  },
  'OpenAPI documents pass Redocly': async () => {
    const files = ['generated/openapi.json', 'generated/openapi-3.1.json'].map((file) => join(process.cwd(), file));
    await run('npx', ['-y', redocly, 'lint', ...files], { cwd: folder });
  },
  'SDK client over legacy SSE': () =>
    driveSdk(new SSEClientTransport(new URL(`${shop.url}/sse`), { fetch: withToken })),
  'SDK client over Streamable HTTP on /mcp': () =>
    driveSdk(new StreamableHTTPClientTransport(new URL(`${shop.url}/mcp`), { requestInit: { headers: headers() } })),
  'SDK client over Streamable HTTP on /sse': () =>
    driveSdk(new StreamableHTTPClientTransport(new URL(`${shop.url}/sse`), { requestInit: { headers: headers() } })),
  'SDK client over stdio': () => driveSdk(new StdioClientTransport({ ...stdio, args: [...stdio.args] })),
  ...inEachEra('client 2.x', modernTransports, driveModern),
  'mcp-remote bridges stdio to /sse': () => driveSdk(new StdioClientTransport(bridgeTo('/sse'))),
  'mcp-remote bridges stdio to legacy SSE': () =>
    driveSdk(new StdioClientTransport(bridgeTo('/sse', '--transport', 'sse-only'))),
  'mcp-remote bridges stdio to /mcp': () => driveSdk(new StdioClientTransport(bridgeTo('/mcp'))),
  ...inEachEra('inspector', inspectorTargets, (target, era) => inspect(target, era, folder)),
  'one cart on both surfaces, also after a restart': async () => {
    const client = new Client({ name: 'interop', version: '1.0.0' });
    const transport = new StreamableHTTPClientTransport(new URL(`${shop.url}/mcp`), {
      requestInit: { headers: headers() },
    });
    await client.connect(transport as Transport);
    const added = await client.callTool(
      { name: 'add_to_cart', arguments: { product_id: 'whole-milk-1l', quantity: 2 } },
      CallToolResultSchema,
    );
    await client.close();
    assert.equal(added.isError, undefined);
    const viewed = await rest('view_cart', {});
    assert.deepEqual(viewed.body, added.structuredContent);
    assert.equal(await shop.stop(), 0);
    shop = await startShop({ port, folder });
    assert.deepEqual((await rest('view_cart', {})).body, added.structuredContent);
  },
};

await runChecks('interop', checks);
await shop.stop();
rmSync(folder, { recursive: true, force: true });
