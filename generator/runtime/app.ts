import { Hono } from 'hono';
import { createAuthenticate } from './auth/identity.js';
import type { AuthSettings } from './auth/settings.js';
import type { Logger, Service } from './contract.js';
import { toolError } from './errors.js';
import { createHostGuard } from './hosts.js';
import type { RuntimeEnv } from './router.js';
import { type Documents, deployedManifest } from './surfaces/discovery/documents.js';
import { createDiscovery } from './surfaces/discovery/mount.js';
import { createMcp } from './surfaces/mcp/mount.js';
import { problemResponse } from './surfaces/rest/errors.js';
import { createUnknownToolRoutes } from './surfaces/rest/mount.js';
import type { Runtime, Tool } from './tool.js';

/** Everything a server is made of. */
export interface FetchOptions {
  /** From generated/tools.ts. */
  readonly service: Service;
  readonly tools: { readonly [name: string]: Tool };
  /** From generated/router.ts. */
  readonly router: Hono<RuntimeEnv>;
  /** What handlers get as ctx.app. */
  readonly app: unknown;
  /** generated/*.json, parsed. */
  readonly documents: Documents;
  /** The URL people reach this server by, without a final slash. */
  readonly baseUrl: string;
  readonly auth: AuthSettings;
  /** Hosts to answer for besides loopback and the base URL's. */
  readonly allowedHosts: readonly string[];
  readonly log: Logger;
  /** A fresh unguessable id; it names requests and sessions. */
  newId(): string;
}

/** A server as one web-standard function. */
export interface FetchApp {
  fetch(request: Request): Promise<Response>;
  /** How many SSE streams are open now. */
  openStreams(): number;
  /** Ends every open stream. */
  close(): void;
}

/** Builds the server: documents, REST and MCP over one call path, behind one host check. */
export function createFetch(options: FetchOptions): FetchApp {
  const { service, tools, app, baseUrl, auth, log, newId } = options;
  const runtime: Runtime = {
    service,
    tools: new Map(Object.entries(tools)),
    app,
    auth,
    baseUrl,
    log,
    newId,
    authenticate: createAuthenticate(auth, [baseUrl, `${baseUrl}/mcp`, `${baseUrl}/sse`]),
  };
  const refuse = createHostGuard(baseUrl, options.allowedHosts);
  const mcp = createMcp(runtime, JSON.stringify(deployedManifest(runtime, options.documents.mcp)));
  const root = new Hono<RuntimeEnv>();
  root.use(async (c, next) => {
    const refused = refuse(c.req.raw);
    if (refused !== undefined) return problemResponse(runtime, refused, newId());
    c.set('runtime', runtime);
    await next();
  });
  root.route('/', mcp.routes);
  root.route('/', options.router);
  root.route('/', createUnknownToolRoutes());
  root.route('/', createDiscovery(runtime, options.documents));
  root.notFound(() => problemResponse(runtime, toolError('not_found', 'There is nothing at this path.'), newId()));
  root.onError((error) => {
    const requestId = newId();
    log.error({ err: error, requestId }, 'request failed');
    return problemResponse(
      runtime,
      toolError('internal_error', 'The server failed. Its log has the cause.'),
      requestId,
    );
  });
  return {
    fetch: async (request) => root.fetch(request),
    openStreams: () => mcp.streams.size,
    close: () => mcp.streams.closeAll(),
  };
}
