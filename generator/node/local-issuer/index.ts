import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Provider } from 'oidc-provider';
import { listen } from '../listen.js';
import { createAdapter } from './adapter.js';
import { configure } from './configuration.js';
import { type Exchange, sendError } from './http.js';
import { answerInteraction } from './interaction.js';
import { loadSecrets } from './keys.js';
import { loadLibrary } from './library.js';
import { type TokenRequest, tokenPath } from './request-token.js';
import { type IssuerUrls, issuerUrls } from './settings.js';
import { answerTokenRequest, type Minter, mintToken } from './token.js';

export { requestLocalToken, type TokenRequest } from './request-token.js';

/** What the local issuer needs to know. */
export interface LocalIssuerOptions {
  /** The resource server's base URL, such as http://127.0.0.1:3001. Tokens are for it, or for it with /mcp or /sse. */
  readonly baseUrl: string;
  /** Port to try first; a free one is taken when it is in use. */
  readonly port: number;
  /** Folder of keys, clients, grants and refresh tokens; made when absent, for this user alone. */
  readonly dataDir: string;
  /** Short scope name to description. */
  readonly scopes: { readonly [name: string]: string };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** An OAuth 2.0 and OpenID Connect issuer for one machine, whose tokens look like Microsoft Entra's. */
export interface LocalIssuer extends IssuerUrls {
  /** Signs an access token that holds for an hour. Throws TokenRefusal. */
  mint(request: TokenRequest): Promise<string>;
  close(): Promise<void>;
}

const limits = { requestTimeout: 10_000, headersTimeout: 5000 };

/**
 * Starts the issuer on 127.0.0.1. Throws in production, where anyone on the machine could sign in as anyone, and when
 * oidc-provider is not installed.
 */
export async function startLocalIssuer(options: LocalIssuerOptions): Promise<LocalIssuer> {
  if (options.env['NODE_ENV'] === 'production') {
    throw new Error('The local issuer refuses to run in production: anyone could sign in as anyone.');
  }
  const { baseUrl, scopes, dataDir } = options;
  const library = await loadLibrary();
  const secrets = await loadSecrets(dataDir);
  const adapter = createAdapter(join(dataDir, 'state.json'));
  const http = createServer(limits);
  const port = await listen(http, '127.0.0.1', options.port).catch(() => listen(http, '127.0.0.1', 0));
  const urls = issuerUrls(port);
  const { issuer } = urls;
  const provider = new library.Provider(issuer, configure({ issuer, baseUrl, scopes, secrets, adapter, library }));
  // Else Koa prints every lost connection. A fault of oidc-provider's own, though, would go unseen.
  provider.silent = true;
  provider.on('server_error', (_ctx, error) => process.emitWarning(error));
  const answer = createAnswer({ issuer, provider, baseUrl, scopes });
  http.on('request', (request, response) => answer({ request, response }));
  return {
    ...urls,
    mint: (request) => mintToken(request, { provider, baseUrl, scopes }),
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
  };
}

interface Site extends Minter {
  readonly issuer: string;
  readonly provider: Provider;
}

/** The listener: this module's own paths, and oidc-provider for the rest. */
function createAnswer(site: Site): (exchange: Exchange) => void {
  const rest = site.provider.callback();
  const { port } = new URL(site.issuer);
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const route = async (exchange: Exchange): Promise<void> => {
    const { request, response } = exchange;
    // A name that someone made resolve to this machine, so that a web page reaches it.
    if (!hosts.includes(request.headers.host ?? '')) {
      return sendError(exchange, 403, 'access_denied', `This issuer answers at ${site.issuer} only.`);
    }
    const path = request.url ?? '/';
    if (!URL.canParse(path, site.issuer)) return sendError(exchange, 400, 'invalid_request', 'The path is not valid.');
    const url = new URL(path, site.issuer);
    if (url.pathname === tokenPath) return answerTokenRequest(exchange, site);
    if (url.pathname.startsWith('/interaction/')) return answerInteraction(exchange, site);
    if (url.pathname === '/authorize') request.url = askLikeEntra(url, Object.keys(site.scopes));
    return rest(request, response);
  };
  return (exchange) => {
    route(exchange).catch((error: unknown) => {
      if (exchange.response.headersSent) return exchange.response.destroy();
      if (error instanceof RangeError) return sendError(exchange, 413, 'invalid_request', error.message);
      process.emitWarning(error instanceof Error ? error : String(error));
      sendError(exchange, 500, 'server_error', 'The local issuer failed.');
    });
  };
}

/**
 * Entra gives a refresh token for offline_access alone; OpenID Connect, and oidc-provider, want prompt=consent with it.
 * A client that names no scope gets the spec's, which the page shows.
 */
function askLikeEntra(url: URL, scopes: readonly string[]): string {
  const { searchParams } = url;
  if (!searchParams.has('scope')) searchParams.set('scope', scopes.join(' '));
  const scope = searchParams.get('scope')?.split(' ') ?? [];
  if (scope.includes('offline_access') && !searchParams.has('prompt')) searchParams.set('prompt', 'consent');
  return `${url.pathname}${url.search}`;
}
