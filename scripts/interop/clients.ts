import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client as ModernClient } from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

/** Real MCP clients, each made to connect, list and call. */

/** The shop's tools, in the spec's order. */
export const toolNames = ['search_products', 'get_deals', 'add_to_cart', 'view_cart', 'add_payment_method', 'checkout'];

const inspector = '@modelcontextprotocol/inspector@2.12.0';
const identity = { name: 'interop', version: '1.0.0' };
const search = { name: 'search_products', arguments: { query: 'milk', limit: 3 } };

/** Runs a command, and gives what it prints on stdout. */
export const run = promisify(execFile);

interface ListedTool {
  readonly name: string;
  readonly title?: string | undefined;
  readonly inputSchema: unknown;
  readonly outputSchema?: unknown;
  readonly annotations?: { readonly readOnlyHint?: unknown; readonly destructiveHint?: unknown } | undefined;
}

/** What every client needs of the tools. */
function checkTools(tools: readonly ListedTool[]): void {
  assert.deepEqual(
    tools.map((tool) => tool.name),
    toolNames,
  );
  for (const tool of tools) {
    assert.ok(tool.title && tool.outputSchema && tool.inputSchema);
    assert.equal(typeof tool.annotations?.readOnlyHint, 'boolean');
    assert.equal(typeof tool.annotations?.destructiveHint, 'boolean');
  }
}

function checkResult(result: { readonly [member: string]: unknown }): void {
  assert.match(JSON.stringify(result['structuredContent']), /milk/i);
}

/** The handshake revisions, by the client of @modelcontextprotocol/sdk 1.x. */
export async function driveSdk(transport: Transport): Promise<void> {
  const client = new Client(identity);
  await client.connect(transport);
  try {
    checkTools((await client.listTools()).tools);
    checkResult(await client.callTool(search));
  } finally {
    await client.close();
  }
}

/** How a client that speaks both eras chooses one. */
export const eras = { legacy: 'legacy', auto: 'auto', modern: { pin: '2026-07-28' } } as const;

/** Name of an era mode. */
export type Era = keyof typeof eras;

/** Both eras, by @modelcontextprotocol/client 2.x; `legacy` has to end in a handshake, the other modes in none. */
export async function driveModern(transport: Parameters<ModernClient['connect']>[0], era: Era): Promise<void> {
  const client = new ModernClient(identity, { versionNegotiation: { mode: eras[era] } });
  await client.connect(transport);
  try {
    assert.equal(client.getProtocolEra(), era === 'legacy' ? 'legacy' : 'modern');
    checkTools((await client.listTools()).tools);
    checkResult(await client.callTool(search));
  } finally {
    await client.close();
  }
}

/** The inspector's command line: its strict look at the tools, then a call. */
export async function inspect(target: readonly string[], era: Era, cwd: string): Promise<void> {
  const command = ['-y', inspector, '--cli', ...target, '--protocol-era', era];
  const listed = await run('npx', [...command, '--method', 'tools/list', '--strict'], { cwd });
  for (const name of toolNames) assert.ok(listed.stdout.includes(`"name": "${name}"`), name);
  const call = ['--method', 'tools/call', '--tool-name', 'search_products', '--tool-arg', 'query=milk'];
  const called = await run('npx', [...command, ...call], { cwd });
  assert.match(called.stdout, /structuredContent/);
}
