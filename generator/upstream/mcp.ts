import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { CallToolResultSchema, ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { ToolContext } from '../runtime/contract.js';
import { unavailable } from '../runtime/errors.js';
import { parseJson } from '../runtime/json.js';
import { isRecord } from '../runtime/schema/equality.js';
import { connectMcp, type McpAddress } from './mcp-connect.js';
import type { UpstreamError } from './operation.js';

export type { McpAddress } from './mcp-connect.js';

/** A call of one tool of an MCP server. */
export interface McpCall {
  readonly tool: string;
  /** What becomes the result: its structured content, or its content blocks. */
  readonly answer: 'structured' | 'content';
}

/** An MCP server that tools forward to. */
export interface McpUpstream {
  /**
   * Calls a tool, and resolves to what it answers with; the runtime holds that to the output schema. The caller's token is
   * never sent. A result that `isError` becomes a declared error with the server's own text, which is meant for the model.
   */
  call<Output>(ctx: ToolContext<unknown, UpstreamError>, input: object, call: McpCall): Promise<Output>;
  close(): Promise<void>;
}

export interface McpUpstreamOptions {
  /** Where the server is; UPSTREAM_URL replaces an address. */
  readonly server: McpAddress;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Ctx = ToolContext<unknown, UpstreamError>;

/** Binds an MCP server to the environment. It is connected to at the first call, and again after a connection was lost. */
export function createMcpUpstream({ server, env }: McpUpstreamOptions): McpUpstream {
  const address = 'url' in server && env['UPSTREAM_URL'] ? { url: env['UPSTREAM_URL'] } : server;
  let client: Promise<Client> | undefined;
  const connection = (): Promise<Client> => {
    client ??= connectMcp(address, env).then(
      (made) => {
        made.onclose = () => {
          client = undefined;
        };
        return made;
      },
      (error: unknown) => {
        client = undefined;
        throw error;
      },
    );
    return client;
  };
  return {
    async call<Output>(ctx: Ctx, input: object, { tool, answer }: McpCall): Promise<Output> {
      let made: Client;
      try {
        made = await connection();
      } catch (error) {
        throw unavailable('The MCP server behind this tool can not be reached.', error);
      }
      const result = await request(ctx, made, { name: tool, arguments: { ...input } });
      if (result.isError) throw ctx.error('upstream_refused', { detail: textOf(result.content) });
      // The runtime holds the result against the tool's schema.
      if (answer === 'content') return result.content as Output;
      const structured = result.structuredContent ?? jsonOf(textOf(result.content, Number.POSITIVE_INFINITY));
      if (!isRecord(structured))
        throw ctx.error('upstream_failed', { detail: 'The MCP server answered without structured content.' });
      return structured as Output;
    },
    async close() {
      const open = await client?.catch(() => undefined);
      await open?.close();
    },
  };
}

async function request(
  ctx: Ctx,
  client: Client,
  params: { readonly name: string; readonly arguments: Record<string, unknown> },
) {
  try {
    // ctx.signal ends the call in time; the SDK's own limit would only be another.
    const how = { signal: ctx.signal, timeout: 2 ** 31 - 1 };
    return await client.request({ method: 'tools/call', params }, CallToolResultSchema, how);
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    if (error instanceof McpError && error.code === ErrorCode.InvalidParams) {
      throw ctx.error('upstream_refused', { detail: 'The MCP server refused the arguments.' });
    }
    if (error instanceof McpError && error.code !== ErrorCode.ConnectionClosed) {
      ctx.log.warn({ err: error }, 'the MCP server behind the tool failed');
      throw ctx.error('upstream_failed', { detail: `The MCP server failed (${error.code}).` });
    }
    await client.close().catch(() => {});
    throw unavailable('The MCP server behind this tool broke off.', error);
  }
}

const mostDetail = 500;

/** The texts among content blocks. */
function textOf(content: readonly { readonly type: string; readonly text?: unknown }[], most = mostDetail): string {
  const text = content
    .flatMap((block) => (block.type === 'text' && typeof block.text === 'string' ? [block.text] : []))
    .join('\n');
  return text.length > most ? `${text.slice(0, most)}...` : text || 'The tool failed.';
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
