import { literal } from '../../compiler/emit/text.js';
import type { Json } from '../../runtime/contract.js';
import type { McpAddress } from '../../upstream/mcp-connect.js';

/** handlers/app.ts of a project that forwards to an MCP server. */
export function appText(server: McpAddress): string {
  const replaced = 'url' in server ? ' UPSTREAM_URL replaces the address.' : '';
  return `import type { AppOptions } from 'diglot/runtime';
import { createMcpUpstream, type McpUpstream } from 'diglot/upstream-mcp';

/** What every handler gets as ctx.app: the MCP server that the tools forward to. */
export interface App {
  readonly upstream: McpUpstream;
  /** Called once, after the last request. */
  close(): Promise<void>;
}

/** Runs once, before the server answers its first request.${replaced} */
export async function createApp({ env }: AppOptions): Promise<App> {
  const upstream = createMcpUpstream({
    server: ${literal(server as Json, 4)},
    env,
  });
  return { upstream, close: () => upstream.close() };
}
`;
}
