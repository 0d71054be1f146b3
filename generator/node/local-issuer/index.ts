import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import { listen } from '../listen.js';
import type { Env } from '../settings.js';
import { loadSigningKey, type SigningKey } from './keys.js';

/** What the local issuer needs to know. */
export interface LocalIssuerOptions {
  /** The server's base URL: the audience of the tokens. */
  readonly baseUrl: string;
  /** Port to try first; a free one is taken when it is in use. */
  readonly port: number;
  /** Folder of the signing key, so that tokens outlive a restart. */
  readonly dataDir: string;
  /** Short scope name to description. */
  readonly scopes: { readonly [name: string]: string };
  readonly env: Env;
}

/** What a token is to say. */
export interface TokenRequest {
  /** Whose token; `demo` when absent. The same name has the same `oid` on every run. */
  readonly user?: string;
  /** Short scope names; all of them when absent. */
  readonly scopes?: readonly string[];
  /** A token of an application instead of a person. */
  readonly app?: boolean;
}

/** An issuer for one machine: it signs tokens for whoever asks on loopback, shaped like Microsoft Entra's v2 tokens. */
export interface LocalIssuer {
  readonly issuer: string;
  /** Signs an access token that holds for an hour. Throws IssuerRefusal. */
  mint(request: TokenRequest): Promise<string>;
  close(): void;
}

/** A token request that can't be granted; the message names what can. */
export class IssuerRefusal extends Error {}

/** The path a token is asked for at, by `diglot token`. */
export const mintPath = '/diglot/token';

const tenant = '10ca1000-0000-4000-8000-000000000000';
const lifetimeSeconds = 3600;

/** Starts the issuer on 127.0.0.1. Throws in production, where anyone on the machine could sign in as anyone. */
export async function startLocalIssuer(options: LocalIssuerOptions): Promise<LocalIssuer> {
  if (options.env['NODE_ENV'] === 'production') throw new Error('the local issuer does not run in production');
  const key = await loadSigningKey(options.dataDir, randomUUID);
  const http = createServer({ requestTimeout: 5000, headersTimeout: 5000 });
  const port = await listen(http, '127.0.0.1', options.port).catch(() => listen(http, '127.0.0.1', 0));
  const issuer = `http://127.0.0.1:${port}`;
  const mint = (request: TokenRequest) => sign(request, { ...options, issuer, key });
  http.on('request', (request, response) => {
    answer(request, { issuer, key, mint }).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) =>
        send(response, 400, {
          error: 'invalid_request',
          error_description: error instanceof IssuerRefusal ? error.message : 'bad request',
        }),
    );
  });
  return {
    issuer,
    mint,
    close() {
      http.close();
      http.closeAllConnections();
    },
  };
}

interface Signer extends Pick<LocalIssuerOptions, 'baseUrl' | 'scopes'> {
  readonly issuer: string;
  readonly key: SigningKey;
}

function sign({ user = 'demo', scopes, app = false }: TokenRequest, signer: Signer): Promise<string> {
  const known = Object.keys(signer.scopes);
  const unknown = (scopes ?? []).filter((scope) => !known.includes(scope));
  if (unknown.length > 0) {
    throw new IssuerRefusal(`No scope '${unknown.join("', '")}'. Known: ${known.join(', ')}.`);
  }
  const oid = stableId(`${app ? 'app' : 'user'}:${user}`);
  const kind = app
    ? { sub: oid, idtyp: 'app', roles: known }
    : { sub: stableId(`sub:${user}`), scp: (scopes ?? known).join(' '), name: user };
  return new SignJWT({ ...kind, tid: tenant, oid, azp: stableId('client:diglot'), ver: '2.0' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: signer.key.kid })
    .setIssuer(signer.issuer)
    .setAudience(signer.baseUrl)
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(signer.key.privateKey);
}

/** A UUID that a text always leads to. */
function stableId(text: string): string {
  const hex = createHash('sha256').update(`diglot:${text}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

async function answer(
  request: IncomingMessage,
  at: Pick<Signer, 'issuer' | 'key'> & Pick<LocalIssuer, 'mint'>,
): Promise<Answer> {
  // A page in a browser must not get at tokens: neither by its own origin, nor by a name that resolves to this machine.
  if (request.headers.origin !== undefined || `http://${request.headers.host}` !== at.issuer) {
    return { status: 403, body: { error: 'access_denied', error_description: 'only for programs on this machine' } };
  }
  switch (`${request.method} ${request.url}`) {
    case 'GET /.well-known/openid-configuration':
      return { status: 200, body: metadata(at.issuer) };
    case 'GET /jwks':
      return { status: 200, body: { keys: [at.key.publicJwk] } };
    case `POST ${mintPath}`:
      return {
        status: 200,
        body: {
          access_token: await at.mint(readTokenRequest(await text(request))),
          token_type: 'Bearer',
          expires_in: lifetimeSeconds,
        },
      };
    default:
      return { status: 404, body: { error: 'not_found' } };
  }
}

function metadata(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: [],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > 10_000) throw new IssuerRefusal('The request is too large.');
  }
  return body;
}

function readTokenRequest(body: string): TokenRequest {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null) throw new IssuerRefusal('Send a JSON object.');
  const { user, scopes, app } = value as Record<string, unknown>;
  return {
    ...(typeof user === 'string' && { user }),
    ...(Array.isArray(scopes) && { scopes: scopes.map(String) }),
    ...(app === true && { app }),
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
