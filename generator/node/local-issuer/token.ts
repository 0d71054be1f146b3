import type { Provider, ResourceServerInstance } from 'oidc-provider';
import { isUserName } from './claims.js';
import { accessTokenSeconds, cliClient, resourceServer } from './configuration.js';
import { asRecord } from './files.js';
import { type Exchange, readText, sendError, sendJson } from './http.js';
import { TokenRefusal, type TokenRequest } from './request-token.js';
import { findResource, resourcesOf } from './resources.js';

/** Where the tokens come from and what they may say. */
export interface Minter {
  readonly provider: Provider;
  readonly baseUrl: string;
  readonly scopes: { readonly [name: string]: string };
}

/** Signs an access token, by the same code as the token endpoint. Throws TokenRefusal. */
export async function mintToken(request: TokenRequest, { provider, baseUrl, scopes }: Minter): Promise<string> {
  const { user = 'demo', app = false, audience = baseUrl } = request;
  const known = Object.keys(scopes);
  const wanted = [...new Set(request.scopes ?? known)];
  const unknown = wanted.filter((scope) => !known.includes(scope));
  if (unknown.length > 0) {
    throw new TokenRefusal('invalid_scope', `No scope '${unknown.join("', '")}'. Known: ${known.join(', ')}.`);
  }
  if (wanted.length === 0 && known.length > 0) {
    throw new TokenRefusal('invalid_scope', `Name at least one scope. Known: ${known.join(', ')}.`);
  }
  const resource = findResource(resourcesOf(baseUrl), audience);
  if (resource === undefined) {
    const list = resourcesOf(baseUrl).join(', ');
    throw new TokenRefusal('invalid_target', `No audience '${audience}'. Known: ${list}.`);
  }
  if (!isUserName(user)) {
    throw new TokenRefusal('invalid_request', 'A user name has 1 to 64 letters, digits, spaces, dots and dashes.');
  }
  const client = await provider.Client.find(cliClient);
  if (client === undefined) throw new Error(`the client ${cliClient} is missing`);
  const token = { client, resourceServer: instanceOf(resource, known), scope: wanted.join(' ') };
  return app
    ? new provider.ClientCredentials(token).save()
    : new provider.AccessToken({ ...token, accountId: user, grantId: cliClient, gty: 'diglot' }).save();
}

/**
 * Answers `POST /diglot/token`, JSON in and out, for programs on this machine: a request that a web page sends carries an
 * Origin header, and is refused.
 */
export async function answerTokenRequest(exchange: Exchange, minter: Minter): Promise<void> {
  const { headers, method } = exchange.request;
  if (headers.origin !== undefined) {
    return sendError(exchange, 403, 'access_denied', 'Only for programs on this machine, not for web pages.');
  }
  if (method !== 'POST') return sendError(exchange, 405, 'invalid_request', 'Send a POST.');
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return sendError(exchange, 415, 'invalid_request', 'Send JSON with Content-Type: application/json.');
  }
  try {
    const token = await mintToken(readTokenRequest(await readText(exchange.request)), minter);
    return sendJson(exchange, 200, { access_token: token, token_type: 'Bearer', expires_in: accessTokenSeconds });
  } catch (error) {
    if (error instanceof TokenRefusal) return sendError(exchange, 400, error.code, error.message);
    throw error;
  }
}

function readTokenRequest(body: string): TokenRequest {
  const { user, scopes, app, audience, ...rest } = asRecord(parseJson(body)) ?? refuse('Send a JSON object.');
  const names = Object.keys(rest);
  if (names.length > 0) refuse(`No property '${names.join("', '")}'. Known: user, scopes, app, audience.`);
  if (scopes !== undefined && !isTexts(scopes)) refuse('scopes must be a list of texts.');
  if (app !== undefined && typeof app !== 'boolean') refuse('app must be true or false.');
  if (user !== undefined && typeof user !== 'string') refuse('user must be a text.');
  if (audience !== undefined && typeof audience !== 'string') refuse('audience must be a text.');
  return {
    ...(user !== undefined && { user }),
    ...(scopes !== undefined && { scopes }),
    ...(app !== undefined && { app }),
    ...(audience !== undefined && { audience }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('The body is not JSON.');
  }
}

function refuse(message: string): never {
  throw new TokenRefusal('invalid_request', message);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function instanceOf(resource: string, scopes: readonly string[]): ResourceServerInstance {
  return { ...resourceServer(resource, scopes), scopes: new Set(scopes), identifier: () => resource };
}
