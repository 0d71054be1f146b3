import { clientUrls } from '../runtime/client-urls.js';
import type { Service } from '../runtime/contract.js';
import { mcpRemote } from './mcp-remote.js';
import type { RunningServer } from './server.js';

/** What a person sees when the server is up: who pastes which URL where, and a call to try. */
export async function welcome(service: Service, { url, baseUrl, issuer }: RunningServer): Promise<string> {
  const { openapi31, openapi, mcp } = clientUrls(baseUrl);
  const lines = [
    `${service.title} answers at ${baseUrl}`,
    '',
    `  In a browser: how each client connects, with what to copy, and how it stands:  ${baseUrl}/`,
    '',
    `  ChatGPT  Configure > Actions > Import from URL:  ${openapi31}`,
    `           an importer that reads OpenAPI 3.0:     ${openapi}`,
    `  Claude   Settings > Connectors > Add:            ${mcp}`,
    `           on this machine, Claude Desktop runs:   npx ${mcpRemote} ${mcp}`,
    '',
  ];
  const tool = Object.keys(service.tools).find((name) => service.tools[name]?.expose.includes('rest'));
  if (tool === undefined) return `${lines.join('\n')}\n`;
  const authorization = issuer === undefined ? '' : ` -H 'Authorization: Bearer ${await issuer.mint({})}'`;
  return [
    ...lines,
    ...(issuer === undefined
      ? []
      : [`  Tokens of a local issuer (${issuer.issuer}), for one hour each: ${portOf(url)}npx diglot token`, '']),
    '  Try it:',
    `  curl -sX POST ${baseUrl}/tools/${tool} -H 'Content-Type: application/json'${authorization} -d '${sampleArguments(service, tool)}'`,
    '',
    '',
  ].join('\n');
}

/** What `diglot token` needs to find a server that listens elsewhere than it looks. */
function portOf(url: string): string {
  const { port } = new URL(url);
  return port === '3001' ? '' : `PORT=${port} `;
}

/** Arguments with a plain value for each required property. */
function sampleArguments({ tools }: Service, name: string): string {
  const { properties = {}, required = [] } = tools[name]?.input ?? {};
  const sample = (type: unknown) => (type === 'string' ? 'milk' : type === 'boolean' ? true : 1);
  return JSON.stringify(Object.fromEntries(required.map((key) => [key, sample(properties[key]?.type)])));
}
