import { mintPath, type TokenRequest } from './index.js';

/** A token that could not be had; the message is one line that names the next step. */
export class TokenUnavailable extends Error {}

/** Asks the server at `baseUrl` for its issuer and has that one mint a token. Throws TokenUnavailable. */
export async function requestLocalToken(baseUrl: string, request: TokenRequest): Promise<string> {
  const issuer = await findIssuer(baseUrl);
  const response = await fetch(`${issuer}${mintPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    redirect: 'error',
  }).catch(() => undefined);
  const answer: unknown = await response?.json().catch(() => undefined);
  const { access_token: token, error_description: why } = (answer ?? {}) as Record<string, unknown>;
  if (typeof token === 'string') return token;
  throw new TokenUnavailable(
    typeof why === 'string' ? why : `The local issuer at ${issuer} does not answer. Restart the server.`,
  );
}

async function findIssuer(baseUrl: string): Promise<string> {
  const response = await fetch(`${baseUrl}/.well-known/oauth-protected-resource`, { redirect: 'error' }).catch(
    () => undefined,
  );
  if (response === undefined) throw new TokenUnavailable(`No server answers at ${baseUrl}. Start it with: npm start`);
  const metadata: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  const { authorization_servers: servers } = (metadata ?? {}) as Record<string, unknown>;
  const issuer: unknown = Array.isArray(servers) ? servers[0] : undefined;
  if (typeof issuer !== 'string') throw new TokenUnavailable(`The server at ${baseUrl} asks for no tokens.`);
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(issuer)) {
    throw new TokenUnavailable(`The server at ${baseUrl} takes tokens of ${issuer}. Sign in there.`);
  }
  return issuer;
}
