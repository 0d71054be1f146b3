import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { ProjectCall } from './projects.js';

/** What of a manifest a host acts on. */
interface Manifest {
  readonly tools: readonly { readonly name: string }[];
  readonly server: {
    readonly mcp_config: { readonly command: string; readonly args: string[]; readonly env: Record<string, string> };
  };
  readonly user_config: Readonly<Record<string, { readonly default: string }>>;
}

/**
 * Starts an unpacked bundle as its manifest says, in the place of Claude Desktop, which runs on no CI: with every setting as
 * it is by default, a home of its own and no other environment. Checks the tools and makes the call.
 */
export async function useAsDesktop(extension: string, home: string, call: ProjectCall): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as Manifest;
  const { command, args, env } = manifest.server.mcp_config;
  const fill = (text: string): string =>
    text
      .replace(/\$\{user_config\.(\w+)\}/g, (whole, name: string) => manifest.user_config[name]?.default ?? whole)
      .replace(/\$\{__dirname\}/g, extension)
      .replace(/\$\{HOME\}/g, home);
  mkdirSync(home);
  assert.equal(command, 'node');
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: args.map(fill),
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)])),
    cwd: home,
  });
  const client = new Client({ name: 'desktop', version: '1.0.0' });
  await client.connect(transport);
  try {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      manifest.tools.map(({ name }) => name),
    );
    const result = await client.callTool({ name: call.name, arguments: call.arguments });
    assert.match(JSON.stringify(result.structuredContent), call.answer);
  } finally {
    await client.close();
  }
}
