import { clientUrls } from '../runtime/client-urls.js';
import type { Json, JsonSchema, Service } from '../runtime/contract.js';
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
  // Of a real issuer a person brings one along.
  const token = issuer === undefined ? '$TOKEN' : await issuer.mint({});
  const quote = issuer === undefined ? '"' : "'";
  const authorization = needsToken ? ` -H ${quote}Authorization: Bearer ${token}${quote}` : '';
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

/** Arguments with a plain value for each required property, as a shell takes them between single quotes. */
function sampleArguments({ tools, schemas }: Service, name: string): string {
  const objectOf = ({ properties = {}, required = [] }: JsonSchema, depth: number) =>
    Object.fromEntries(required.map((key): [string, Json] => [key, sample(properties[key] ?? {}, depth + 1)]));
  const sample = (schema: JsonSchema, depth: number): Json => {
    const given = schema.default ?? schema.examples?.[0] ?? schema.const ?? schema.enum?.[0];
    if (given !== undefined) return given;
    const named = schema.$ref === undefined ? undefined : schemas[schema.$ref.replace('#/schemas/', '')];
    const branch = named ?? schema.anyOf?.[0] ?? schema.oneOf?.[0];
    if (branch !== undefined && depth < mostDepth) return sample(branch, depth + 1);
    const [type] = [schema.type ?? 'null'].flat();
    if (type === 'string') return 'milk'.padEnd(schema.minLength ?? 0, ' milk').slice(0, schema.maxLength);
    if (type === 'boolean') return true;
    if (type === 'array')
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, depth + 1));
    if (type === 'object') return objectOf(schema, depth);
    return type === 'null' ? null : (schema.minimum ?? 1);
  };
  return JSON.stringify(objectOf(tools[name]?.input ?? {}, 0)).replaceAll("'", "'\\''");
}

/** Schemas may hold themselves. */
const mostDepth = 8;
