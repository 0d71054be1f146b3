import { isPublicHttps } from '../../client-urls.js';
import type { Runtime } from '../../tool.js';

/** A tool that REST serves, as its document names it. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly effect: string;
}

/**
 * What the pages say about this deployment: nothing that the public documents do not. Names of tools that only MCP serves
 * are not there, since tools/list may ask for sign-in.
 */
export interface PagesView {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly baseUrl: string;
  /** Whether a vendor's cloud can call the base URL. */
  readonly isPublic: boolean;
  /** The path of the MCP endpoint to paste. */
  readonly mcpPath: '/sse' | '/mcp';
  /** Where people sign in; undefined when everybody may call. */
  readonly authorizationUrl: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly restTools: readonly ListedTool[];
  readonly hasMcpTools: boolean;
  /** Whether there is a page of the REST documentation. */
  readonly hasDocs: boolean;
}

/** Collects it. `isolated`: the host opens no lasting streams, so that GET /sse does not exist. */
export function viewOf({ service, auth, baseUrl }: Runtime, host: { isolated: boolean; hasDocs: boolean }): PagesView {
  const { title, version, description } = service;
  const tools = Object.entries(service.tools);
  const restTools = tools.filter(([, { expose }]) => expose.includes('rest'));
  return {
    ...{ title, version, description, baseUrl },
    isPublic: isPublicHttps(baseUrl),
    mcpPath: host.isolated ? '/mcp' : '/sse',
    authorizationUrl: auth.kind === 'none' ? undefined : auth.authorizationUrl,
    tokenUrl: auth.kind === 'none' ? undefined : auth.tokenUrl,
    restTools: restTools.map(([name, tool]) => ({ name, title: tool.title, effect: tool.effect })),
    hasMcpTools: tools.some(([, { expose }]) => expose.includes('mcp')),
    hasDocs: host.hasDocs && restTools.length > 0,
  };
}
