import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { mcpRemote } from '../../generator/node/mcp-remote.js';
import { toolNames } from './clients.js';
import { allow } from './consent.js';
import type { Visitor } from './visitor.js';

const mostTries = 50;

/**
 * mcp-remote on `url` as Claude Desktop starts it, with nothing known in `configFolder` yet: the person signs in where it
 * says. Started again with a token that is no good any more, it asks nobody.
 */
export async function driveMcpRemote(url: string, configFolder: string, { user, cart }: Visitor): Promise<void> {
  const start = () =>
    new StdioClientTransport({
      command: 'npx',
      args: ['-y', mcpRemote, url, '--allow-http'],
      cwd: configFolder,
      // A browser of the machine's own has no part in this.
      env: { PATH: process.env['PATH'] ?? '', MCP_REMOTE_CONFIG_DIR: configFolder, BROWSER: 'true' },
      stderr: 'pipe',
    });

  const asked: URL[] = [];
  const signIn = async (authorizationUrl: URL) => {
    asked.push(authorizationUrl);
    await visit(await allow(authorizationUrl, user));
  };
  assert.deepEqual(await viewCart(start(), signIn), cart);
  assert.equal(asked.length, 1);
  spoilAccessToken(configFolder);
  assert.deepEqual(await viewCart(start(), signIn), cart);
  assert.equal(asked.length, 1, 'it asked again');
}

/** Opens the page of mcp-remote's own; it says where to sign in a moment before it listens, and no person is as fast. */
async function visit(callback: URL): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(callback).catch((error: unknown) => {
      if (tries === mostTries) throw error;
    });
    if (answer === undefined) await setTimeout(200);
    else return assert.equal(answer.status, 200, await answer.text());
  }
}

/** Lists the tools and calls view_cart, with `signIn` for each URL that a person is asked to visit meanwhile. */
async function viewCart(transport: StdioClientTransport, signIn: (url: URL) => Promise<void>): Promise<unknown> {
  const client = new Client({ name: 'interop', version: '1.0.0' });
  const said = listen(transport.stderr as Readable);
  const failed = new Promise<never>((_resolve, reject) => {
    said.onUrl = (url) => signIn(url).catch(reject);
  });
  const called = async () => {
    await client.connect(transport);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      toolNames,
    );
    return (await client.callTool({ name: 'view_cart', arguments: {} })).structuredContent;
  };
  try {
    return await Promise.race([called(), failed]);
  } catch (error) {
    throw new Error(`mcp-remote said:\n${said.text}`, { cause: error });
  } finally {
    await client.close();
  }
}

interface Said {
  text: string;
  onUrl(url: URL): void;
}

/** Keeps what mcp-remote says on stderr, and tells each authorization URL once. */
function listen(stderr: Readable): Said {
  const said: Said = { text: '', onUrl: () => undefined };
  let read = 0;
  stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said.text += chunk;
    const found = /by visiting:\s+(http\S+)\s/.exec(said.text.slice(read));
    if (found?.[1] === undefined) return;
    read += found.index + found[0].length;
    said.onUrl(new URL(found[1]));
  });
  return said;
}

function spoilAccessToken(configFolder: string): void {
  const files = readdirSync(configFolder, { recursive: true, encoding: 'utf8' });
  const file = files.find((name) => name.endsWith('_tokens.json'));
  assert.ok(file, `no tokens among ${files.join(', ')}`);
  const path = join(configFolder, file);
  const tokens = JSON.parse(readFileSync(path, 'utf8'));
  assert.equal(typeof tokens.access_token, 'string');
  writeFileSync(path, JSON.stringify({ ...tokens, access_token: `${tokens.access_token.slice(0, -8)}AAAAAAAA` }));
}
