import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClientCredentialsProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { requestLocalToken } from '../../generator/node/local-issuer/request-token.js';
import { toolNames } from './clients.js';
import { allow } from './consent.js';
import { type Depot, pieces } from './depot.js';
import { callRest, type Visitor } from './visitor.js';

/** Confidential clients, by plain HTTP: a GPT's actions, and an application that acts for itself. */

/** A confidential client of an issuer. */
export interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
}

/** The client that the local issuer of the server on `port` in `folder` knows from its start. */
export function preRegistered(folder: string, port: number): Credentials {
  const keys = JSON.parse(readFileSync(join(folder, '.data', `issuer-${port}`, 'keys.json'), 'utf8'));
  return { client_id: 'chatgpt', client_secret: String(keys.chatgptSecret) };
}

interface OAuth2Flow {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly scopes: Readonly<Record<string, string>>;
}

/** The flow that an importer of the OpenAPI document at `url` reads. */
export async function readFlow(url: string): Promise<OAuth2Flow> {
  const document = JSON.parse(await (await fetch(url)).text());
  const flow: OAuth2Flow | undefined = document.components?.securitySchemes?.oauth2?.flows?.authorizationCode;
  assert.ok(flow, 'the document has no authorization code flow');
  return flow;
}

type Tokens = Readonly<Record<string, unknown>>;

/** Posts a form to a token endpoint, the client's id and secret in it. */
export async function requestTokens(tokenUrl: string, form: Readonly<Record<string, string>>) {
  const response = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  const body = JSON.parse(await response.text()) as Tokens;
  return { status: response.status, body };
}

const callback = 'https://chatgpt.com/aip/local/oauth/callback';

/**
 * What ChatGPT does for a GPT whose actions were imported from the document at `documentUrl`: no PKCE, no resource, the
 * secret in the form.
 */
export async function driveGptAction(
  documentUrl: string,
  credentials: Credentials,
  { user, cart }: Visitor,
): Promise<void> {
  const { authorizationUrl, tokenUrl, scopes } = await readFlow(documentUrl);
  const asked = new URL(authorizationUrl);
  asked.search = new URLSearchParams({
    response_type: 'code',
    client_id: credentials.client_id,
    redirect_uri: callback,
    scope: [...Object.keys(scopes), 'offline_access'].join(' '),
    state: 'gpt-state',
  }).toString();
  const returned = await allow(asked, user);
  assert.equal(returned.origin + returned.pathname, callback);
  assert.equal(returned.searchParams.get('state'), 'gpt-state');

  const code = returned.searchParams.get('code') ?? '';
  const exchange = { grant_type: 'authorization_code', code, redirect_uri: callback };
  const guess = await requestTokens(tokenUrl, { ...exchange, ...credentials, client_secret: 'guess' });
  assert.equal(guess.status, 401);
  const first = await requestTokens(tokenUrl, { ...exchange, ...credentials });
  await checkTokens(documentUrl, first, cart);
  const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body['refresh_token']) };
  await checkTokens(documentUrl, await requestTokens(tokenUrl, { ...refresh, ...credentials }), cart);
}

async function checkTokens(documentUrl: string, answer: { status: number; body: Tokens }, cart: unknown) {
  const { status, body } = answer;
  assert.equal(status, 200, JSON.stringify(body));
  assert.match(String(body['token_type']), /^bearer$/i);
  assert.equal(body['expires_in'], 3600);
  assert.equal(typeof body['refresh_token'], 'string');
  const shop = { url: new URL(documentUrl).origin };
  const token = String(body['access_token']);
  const found = await callRest(shop, 'search_products', { query: 'milk' }, token);
  assert.equal(found.status, 200);
  assert.match(JSON.stringify(found.body), /milk/i);
  assert.deepEqual((await callRest(shop, 'view_cart', {}, token)).body, cart);
}

/** How a tool is called, and what it answers: a result or a problem document. */
type Call = (tool: string) => Promise<unknown>;

/** Calls over REST with this token. */
const overRest =
  (url: string, token: unknown): Call =>
  async (tool) =>
    (await callRest({ url }, tool, {}, String(token))).body;

/** Lets `use` call over MCP as the application, by the SDK's provider for that. */
async function overMcp(url: string, credentials: Credentials, use: (call: Call) => Promise<void>): Promise<void> {
  const { tokenUrl } = await readFlow(`${url}/.well-known/openapi.json`);
  const authProvider = new ClientCredentialsProvider({
    clientId: credentials.client_id,
    clientSecret: credentials.client_secret,
    expectedIssuer: new URL(tokenUrl).origin,
  });
  const client = new Client({ name: 'interop', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { authProvider }) as Transport);
  const call = async (name: string) => {
    const { content, structuredContent } = CallToolResultSchema.parse(await client.callTool({ name }));
    return structuredContent ?? JSON.parse(content[0]?.type === 'text' ? content[0].text : 'null');
  };
  await use(call).finally(() => client.close());
}

/** Calls each of `tools`: those in `results` answer so, and the others refuse with a 403. */
async function checkCalls(call: Call, tools: readonly string[], results: Readonly<Record<string, unknown>>) {
  for (const tool of tools) {
    const answer = await call(tool);
    if (tool in results) assert.deepEqual(answer, results[tool]);
    else assert.match(JSON.stringify(answer), /"status":403,.*"code":"forbidden"/);
  }
}

async function requestOwnToken(url: string, credentials: Credentials, scope?: string): Promise<unknown> {
  const { tokenUrl } = await readFlow(`${url}/.well-known/openapi.json`);
  const form = { grant_type: 'client_credentials', ...credentials, ...(scope !== undefined && { scope }) };
  const { status, body } = await requestTokens(tokenUrl, form);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body['refresh_token'], undefined);
  return body['access_token'];
}

/** An application, also one with less roles, and a person at the tools of the depot. */
export async function driveApplication({ url, folder }: Depot): Promise<void> {
  const credentials = preRegistered(folder, Number(new URL(url).port));
  const tools = Object.keys(pieces);
  const { view_shelf, count_stock, view_gate } = pieces;
  await checkCalls(overRest(url, await requestOwnToken(url, credentials)), tools, { count_stock, view_gate });
  await checkCalls(overRest(url, await requestOwnToken(url, credentials, 'Depot.Read')), tools, { view_gate });
  await checkCalls(overRest(url, (await requestLocalToken(url, {})).token), tools, { view_shelf, view_gate });
  await overMcp(url, credentials, (call) => checkCalls(call, tools, { count_stock, view_gate }));
}

/** An application at the tools of the shop, which are for people. */
export async function driveStranger({ url }: Pick<Depot, 'url'>, credentials: Credentials): Promise<void> {
  await checkCalls(overRest(url, await requestOwnToken(url, credentials)), toolNames, {});
  await overMcp(url, credentials, (call) => checkCalls(call, toolNames, {}));
}
