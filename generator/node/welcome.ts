import { clientUrls } from '../runtime/client-urls.js';
import type { Service } from '../runtime/contract.js';
import { sampleObject } from '../runtime/schema/sample.js';
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
  const needsToken = service.tools[tool]?.access === 'authenticated' && service.auth.kind !== 'none';
  const authorization = needsToken ? ` -H ${await bearerHeader(issuer)}` : '';
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

/** For a shell, which puts in the token that a person has of a real issuer. */
async function bearerHeader(issuer: RunningServer['issuer']): Promise<string> {
  const header = 'Authorization: Bearer';
  return issuer === undefined ? `"${header} $TOKEN"` : `'${header} ${await issuer.mint({})}'`;
}

/** What `diglot token` needs to find a server that listens elsewhere than it looks. */
function portOf(url: string): string {
  const { port } = new URL(url);
  return port === '3001' ? '' : `PORT=${port} `;
}

/** Arguments with a plain value for each required property, as a shell takes them between single quotes. */
function sampleArguments({ tools, schemas }: Service, name: string): string {
  const sample = sampleObject(tools[name]?.input ?? {}, { text: 'milk', schemas });
  return JSON.stringify(sample).replaceAll("'", "'\\''");
}
