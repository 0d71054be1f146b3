import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { freePort, type ShopProcess, startShop } from './shop-process.js';

// Real clients against a real shop process: npm run interop. The clients are run by exact version through npx.

const inspector = '@modelcontextprotocol/inspector@2.12.0';
const mcpRemote = 'mcp-remote@0.15.1';
const redocly = '@redocly/cli@2.77.0';
const toolNames = ['search_products', 'get_deals', 'add_to_cart', 'view_cart', 'add_payment_method', 'checkout'];

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'diglot-interop-'));
const port = await freePort();
const database = join(folder, 'shop.db');
let shop: ShopProcess = await startShop({ port, database });

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

/** Connects, lists, checks what every client needs of a tool, and searches for milk. */
async function drive(transport: Transport): Promise<void> {
  const client = new Client({ name: 'interop', version: '1.0.0' });
  await client.connect(transport);
  try {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map((tool) => tool.name),
      toolNames,
    );
    for (const tool of tools) {
      assert.ok(tool.title && tool.outputSchema && tool.inputSchema);
      assert.equal(typeof tool.annotations?.readOnlyHint, 'boolean');
      assert.equal(typeof tool.annotations?.destructiveHint, 'boolean');
    }
    const result = await client.callTool({ name: 'search_products', arguments: { query: 'milk', limit: 3 } });
    assert.match(JSON.stringify(result.structuredContent), /milk/i);
  } finally {
    await client.close();
  }
}

async function inspect(transport: 'sse' | 'http', path: string): Promise<void> {
  const target = ['-y', inspector, '--cli', '--transport', transport, '--server-url', `${shop.url}${path}`];
  const authorization = ['--header', `Authorization: Bearer ${shop.token}`];
  const listed = await run('npx', [...target, ...authorization, '--method', 'tools/list'], { cwd: folder });
  for (const name of toolNames) assert.ok(listed.stdout.includes(`"name": "${name}"`), name);
  const call = ['--method', 'tools/call', '--tool-name', 'search_products', '--tool-arg', 'query=milk'];
  const called = await run('npx', [...target, ...authorization, ...call], { cwd: folder });
  assert.match(called.stdout, /structuredContent/);
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
  'SDK client over legacy SSE': () => {
    const withToken: typeof fetch = (url, init) =>
      fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers() } });
    return drive(new SSEClientTransport(new URL(`${shop.url}/sse`), { fetch: withToken }));
  },
  'SDK client over Streamable HTTP on /mcp': () =>
    drive(new StreamableHTTPClientTransport(new URL(`${shop.url}/mcp`), { requestInit: { headers: headers() } })),
  'SDK client over Streamable HTTP on /sse': () =>
    drive(new StreamableHTTPClientTransport(new URL(`${shop.url}/sse`), { requestInit: { headers: headers() } })),
  'inspector over legacy SSE': () => inspect('sse', '/sse'),
  'inspector over Streamable HTTP': () => inspect('http', '/mcp'),
  'mcp-remote bridges stdio to /sse': () =>
    drive(
      new StdioClientTransport({
        command: 'npx',
        args: ['-y', mcpRemote, `${shop.url}/sse`, '--allow-http', '--header', `Authorization: Bearer ${shop.token}`],
        cwd: folder,
        stderr: 'ignore',
      }),
    ),
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
    shop = await startShop({ port, database });
    assert.deepEqual((await rest('view_cart', {})).body, added.structuredContent);
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const problem = await check().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (problem !== undefined) failed += 1;
  process.stdout.write(`${problem === undefined ? 'ok    ' : 'FAILED'} ${name}\n`);
  if (problem !== undefined)
    process.stdout.write(`${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}\n`);
}
await shop.stop();
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`interop: ${Object.keys(checks).length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
