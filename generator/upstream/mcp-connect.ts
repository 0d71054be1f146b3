import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

/** Where an MCP server is: an http address, or a command that speaks MCP over its stdin and stdout. */
export type McpAddress =
  | { readonly url: string }
  | {
      readonly command: string;
      readonly args: readonly string[];
      /** Environment variables that the command gets besides PATH, HOME and the like. */
      readonly passes?: readonly string[];
    };

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Connects to an MCP server: over Streamable HTTP, or else HTTP+SSE, signed with UPSTREAM_AUTHORIZATION where that is set;
 * or over stdio. Rejects with what the SDK says.
 */
export async function connectMcp(address: McpAddress, env: Env): Promise<Client> {
  if ('command' in address) {
    const { command, args, passes = [] } = address;
    const own = passes.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
    const transport = new StdioClientTransport({
      command,
      args: [...args],
      env: { ...getDefaultEnvironment(), ...Object.fromEntries(own) },
    });
    return connected(transport);
  }
  const url = new URL(address.url);
  if (!/^https?:$/.test(url.protocol)) throw new Error('an MCP server has an http or https address');
  const authorization = env['UPSTREAM_AUTHORIZATION'];
  const options = {
    fetch: refusingRedirects,
    requestInit: { headers: authorization ? { Authorization: authorization } : {} },
  };
  try {
    // The SDK's own types differ in whether an absent session id is undefined.
    return await connected(new StreamableHTTPClientTransport(url, options) as Transport);
  } catch (error) {
    try {
      return await connected(new SSEClientTransport(url, options));
    } catch {
      throw error;
    }
  }
}

async function connected(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'diglot', version: '1.0.0' });
  try {
    await client.connect(transport);
  } catch (error) {
    await client.close().catch(() => {});
    throw error;
  }
  return client;
}

/** A redirect could carry the credentials to somebody else. */
async function refusingRedirects(input: string | URL, init?: RequestInit): Promise<Response> {
  return fetch(input, { ...init, redirect: 'error' });
}
