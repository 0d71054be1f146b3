import { asRecord } from './files.js';

/** What a token is to say. */
export interface TokenRequest {
  /** Whose token; `demo` when absent. The same name has the same `oid` on every run. */
  readonly user?: string;
  /** Short scope names, or an application's roles; all of them when absent. */
  readonly scopes?: readonly string[];
  /** A token of an application instead of a person. */
  readonly app?: boolean;
  /** The base URL, or that with /mcp or /sse; the base URL when absent. */
  readonly audience?: string;
}

/** The path that a token is asked for at. */
export const tokenPath = '/diglot/token';

/** A token request that can't be granted; the message names what can. */
export class TokenRefusal extends Error {
  /** OAuth error code. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A token that could not be had; the message is one line that names the next step. */
export class TokenUnavailable extends Error {}

const timeoutMs = 10_000;

/** A token, and what it is for. */
export interface LocalToken {
  readonly token: string;
  /** What the server calls itself. */
  readonly resource: string;
}

/** Asks the server at `baseUrl` for its issuer and has that one mint a token. Throws TokenUnavailable. */
export async function requestLocalToken(baseUrl: string, request: TokenRequest): Promise<LocalToken> {
  const { issuer, resource } = await findIssuer(baseUrl);
  const response = await ask(`${issuer}${tokenPath}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  const { access_token: token, error_description: why } = await jsonOf(response);
  if (typeof token === 'string') return { token, resource };
  throw new TokenUnavailable(
    typeof why === 'string' ? oneLine(why) : `The local issuer at ${issuer} does not answer. Restart the server.`,
  );
}

async function findIssuer(baseUrl: string): Promise<{ readonly issuer: string; readonly resource: string }> {
  const response = await ask(`${baseUrl.replace(/\/+$/, '')}/.well-known/oauth-protected-resource`);
  if (response === undefined)
    throw new TokenUnavailable(
      `No server answers at ${baseUrl}. Start it with: npm start. One on another port: PORT=<its port> npx diglot token`,
    );
  const { authorization_servers: servers, resource_name: name } = response.ok ? await jsonOf(response) : {};
  const issuer: unknown = Array.isArray(servers) ? servers[0] : undefined;
  if (typeof issuer !== 'string') throw new TokenUnavailable(`The server at ${baseUrl} asks for no tokens.`);
  // Nothing is posted anywhere else: the answer may come from any program that listens on that port.
  if (!isLocalIssuer(issuer)) {
    throw new TokenUnavailable(
      `The server at ${baseUrl} takes tokens of ${oneLine(issuer)}, which is no local issuer. Sign in there.`,
    );
  }
  return { issuer, resource: typeof name === 'string' ? oneLine(name) : baseUrl };
}

/** Whether an issuer can be a local one. */
export function isLocalIssuer(issuer: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}$/.test(issuer);
}

function ask(url: string, init: RequestInit = {}): Promise<Response | undefined> {
  return fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) }).catch(() => undefined);
}

async function jsonOf(response: Response | undefined): Promise<Readonly<Record<string, unknown>>> {
  return asRecord(await response?.json().catch(() => undefined)) ?? {};
}

/** Text of another program, fit for a terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, ' ').slice(0, 500);
}
