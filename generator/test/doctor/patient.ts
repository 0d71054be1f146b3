import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../../runtime/schema/equality.js';

/** A small server made without diglot, healthy but for what a test changes. */

/** JSON as a test writes it down and breaks it. */
export type Loose = Record<string, unknown>;

/** Answers itself, and says so with true. */
export type Before = (request: IncomingMessage, response: ServerResponse, origin: string) => boolean;

/** How a patient differs from a healthy one. */
export interface Illness {
  /** Changes the OpenAPI document; undefined for none at all. */
  document?(document: Loose): Loose | undefined;
  readonly documentPath?: string;
  /** Changes the tools. */
  tools?(tools: Loose[]): Loose[];
  /** Changes the result of a method of MCP. */
  result?(method: string, result: Loose): Loose;
  /** Whether there is MCP at all. */
  readonly mcp?: boolean;
  /** Changes the metadata of the resource, and that of the issuer. */
  resource?(metadata: Loose): Loose | undefined;
  issuer?(metadata: Loose): Loose | undefined;
  /** The header of a 401. */
  challenge?(origin: string): string | undefined;
  /** Asked before everything else. */
  readonly before?: Before;
}

/** The token that a patient takes. */
export const goodToken = 'a-token-that-the-patient-takes';

/** A listening patient. */
export interface Patient {
  readonly origin: string;
  /** The tools and operations that were called. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

const empty = { type: 'object', properties: {} };
const text = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };

/** The OpenAPI document of a healthy patient. */
export function healthyDocument(origin: string): Loose {
  return {
    openapi: '3.1.0',
    info: { title: 'Patient', version: '1.0.0' },
    servers: [{ url: origin }],
    paths: {
      '/look': operation('look', false),
      '/cut': operation('cut', true),
    },
    components: {
      schemas: { Note: text },
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          flows: {
            authorizationCode: {
              authorizationUrl: 'https://login.microsoftonline.com/contoso/oauth2/v2.0/authorize',
              tokenUrl: 'https://login.microsoftonline.com/contoso/oauth2/v2.0/token',
              scopes: {},
            },
          },
        },
      },
    },
  };
}

function operation(id: string, consequential: boolean): Loose {
  const schema = { type: 'object', properties: { where: { type: 'string', description: 'Where to' } } };
  return {
    post: {
      operationId: id,
      summary: id,
      description: `Goes to ${id} at something.`,
      'x-openai-isConsequential': consequential,
      security: [{ oauth2: [] }],
      requestBody: { content: { 'application/json': { schema } } },
      responses: { 200: { description: 'So.', content: { 'application/json': { schema: noteReference } } } },
    },
  };
}

const noteReference = { $ref: '#/components/schemas/Note' };

/** The tools of a healthy patient: one that reads, and one with effects. */
export function healthyTools(): Loose[] {
  const tool = (name: string, reads: boolean) => ({
    name,
    title: name,
    description: `Goes to ${name} at something.`,
    inputSchema: empty,
    outputSchema: text,
    annotations: { readOnlyHint: reads, destructiveHint: !reads, openWorldHint: false },
  });
  return [tool('look', true), tool('cut', false)];
}

/** Starts a patient on a free port of loopback. */
export async function startPatient(illness: Illness = {}): Promise<Patient> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    if (illness.before?.(request, response, origin) === true) return;
    void answer(request, response, { illness, origin, calls });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Ward {
  readonly illness: Illness;
  readonly origin: string;
  readonly calls: string[];
}

/** Open streams by their session. */
const streams = new Map<string, ServerResponse>();

async function answer(request: IncomingMessage, response: ServerResponse, ward: Ward): Promise<void> {
  const { illness, origin } = ward;
  const { pathname: path, searchParams } = new URL(request.url ?? '', origin);
  const isRead = request.method === 'GET';
  const body = await bodyOf(request);
  const { documentPath = '/.well-known/openapi-3.1.json', mcp = true } = illness;
  const give = (made: Loose | undefined) => json(response, made === undefined ? 404 : 200, made ?? {});
  const change = (how: ((whole: Loose) => Loose | undefined) | undefined, whole: Loose) =>
    give(how ? how(whole) : whole);
  if (isRead && path === documentPath) return change(illness.document, healthyDocument(origin));
  if (isRead && path === '/.well-known/oauth-protected-resource/mcp') {
    return change(illness.resource, { resource: `${origin}/mcp`, authorization_servers: [origin] });
  }
  if (isRead && path === '/.well-known/oauth-authorization-server')
    return change(illness.issuer, healthyIssuer(origin));
  if (!['/mcp', '/sse', '/messages', '/look', '/cut'].includes(path)) return give(undefined);
  if (!mcp && ['/mcp', '/sse', '/messages'].includes(path)) return give(undefined);
  if (request.headers.authorization !== `Bearer ${goodToken}`) return refuse(response, ward);
  if (path === '/look' || path === '/cut') {
    ward.calls.push(path);
    return json(response, 200, { text: 'seen' });
  }
  if (isRead) return path === '/sse' ? openStream(response) : json(response, 405, {});
  const reply = replyTo(body, ward);
  if (path !== '/messages') return json(response, reply === undefined ? 202 : 200, reply);
  response.writeHead(202).end();
  streams.get(searchParams.get('session') ?? '')?.write(`event: message\ndata: ${JSON.stringify(reply)}\n\n`);
}

function healthyIssuer(origin: string): Loose {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    registration_endpoint: `${origin}/register`,
    code_challenge_methods_supported: ['S256'],
  };
}

function refuse(response: ServerResponse, { illness, origin }: Ward): void {
  const usual = (at: string) => `Bearer resource_metadata="${at}/.well-known/oauth-protected-resource/mcp"`;
  const challenge = (illness.challenge ?? usual)(origin);
  json(response, 401, { error: 'no' }, challenge === undefined ? {} : { 'www-authenticate': challenge });
}

function openStream(response: ServerResponse): void {
  const session = String(streams.size + 1);
  streams.set(session, response);
  response
    .writeHead(200, { 'content-type': 'text/event-stream' })
    .write(`event: endpoint\ndata: /messages?session=${session}\n\n`);
}

function replyTo(body: unknown, { illness, calls }: Ward): Loose | undefined {
  if (!isRecord(body) || body['id'] === undefined) return undefined;
  const { id, method, params } = body;
  const called = isRecord(params) ? String(params['name']) : '';
  const results: Readonly<Record<string, Loose>> = {
    initialize: {
      protocolVersion: '2025-11-25',
      capabilities: { tools: {} },
      serverInfo: { name: 'Patient', version: '1' },
    },
    'tools/list': { tools: (illness.tools ?? ((tools) => tools))(healthyTools()) },
    'tools/call': { content: [{ type: 'text', text: '{"text":"seen"}' }], structuredContent: { text: 'seen' } },
  };
  const known = results[String(method)];
  if (known === undefined) return { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } };
  if (method === 'tools/call') calls.push(called);
  return { jsonrpc: '2.0', id, result: illness.result?.(String(method), known) ?? known };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let whole = '';
  for await (const chunk of request) whole += String(chunk);
  return whole === '' ? undefined : JSON.parse(whole);
}

/** Sends JSON, or nothing for undefined. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(body === undefined ? '' : JSON.stringify(body));
}
