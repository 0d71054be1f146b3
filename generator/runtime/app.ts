import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { createAuthenticate } from './auth/identity.js';
import type { AuthSettings } from './auth/settings.js';
import { Capacity } from './capacity.js';
import type { Logger, Service } from './contract.js';
import { createDeadlines, createOwnTimers } from './deadlines.js';
import { toolError } from './errors.js';
import { createHostGuard } from './hosts.js';
import { brokenAnswer, type HttpAnswer, type HttpRequest, problemAnswer } from './http.js';
import type { RateLimiter } from './rate-limit.js';
import { createReadiness } from './readiness.js';
import { type Documents, deployedManifest } from './surfaces/discovery/documents.js';
import { createDiscovery } from './surfaces/discovery/mount.js';
import { createProbes } from './surfaces/discovery/probes.js';
import type { Channel, Peer } from './surfaces/mcp/channel.js';
import { createMcp, type McpHost } from './surfaces/mcp/mount.js';
import { createPages, type DocsHost } from './surfaces/pages/mount.js';
import { brokenRoute } from './surfaces/rest/errors.js';
import { directEndpoints, type ListedRoutes } from './surfaces/rest/mount.js';
import type { Runtime, RuntimeEnv, Tool } from './tool.js';
import { createToolUsage, type Metrics, type Usage } from './usage.js';
import { type HostedRequest, httpRequestOf, problemResponse, webResponse } from './web.js';

/** A router that takes the runtime as its bindings: what `createRouter` makes. */
export interface RestRouter extends ListedRoutes {
  fetch(request: Request, runtime: Runtime): Response | Promise<Response>;
}

/** Everything a server is made of. */
export interface FetchOptions extends McpHost {
  /** From generated/tools.ts. */
  readonly service: Service;
  readonly tools: { readonly [name: string]: Tool };
  /** From generated/router.ts. */
  readonly router: RestRouter;
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
  /** A digest of a text (SHA-256) that can't be turned back; tokens are known by it. */
  digest(text: string): string | Promise<string>;
  /** Whether the app can work, asked for /readyz; rejects when it can't. */
  ready?(): Promise<void>;
  /** Writes /metrics; without it there is no such path. */
  readonly metrics?: Metrics;
  /** Holds the rate limits of the spec; without it they are not held. */
  readonly rateLimiter?: RateLimiter;
  /** For the page of the REST documentation; without it there is none. */
  readonly docs?: DocsHost | undefined;
  /** Whether calls that succeed have a line in the log too. Failed ones always have. Default: yes. */
  readonly logsCalls?: boolean;
}

/** A server as one web-standard function. */
export interface FetchApp {
  fetch(request: HostedRequest): Promise<Response>;
  /**
   * The endpoints of MCP, of the tools and of probes alone, for a host that has a form of its own for requests: that
   * spares making a Request of one and a Response of the answer. False for every other path, which `fetch` answers.
   */
  serve(request: HttpRequest, respond: (answer: HttpAnswer) => void): boolean;
  /** How many SSE streams are open now. */
  openStreams(): number;
  /** Serves MCP over a channel of the caller's own, such as stdio. */
  connect(peer: Peer): Channel;
  /** Has /readyz say that no more requests should come; they are answered as before. */
  drain(): void;
  /** Drains, and has every open stream end once what runs for it is answered; no other can be opened. */
  close(): void;
}

/** Builds the server: documents, REST and MCP over one call path, behind one host check. */
export function createFetch(options: FetchOptions): FetchApp {
  const runtime = createRuntime(options);
  const { router, documents } = options;
  const refusalOf = createHostGuard(runtime.baseUrl, options.allowedHosts);
  const manifest = JSON.stringify(deployedManifest(runtime, documents.mcp));
  const mcp = createMcp(runtime, manifest, options);
  const rest = directEndpoints(runtime, router);
  const others = new Hono<RuntimeEnv>();
  const readiness = createReadiness(options.ready, options.log);
  const probes = createProbes(readiness, () => usageOf(runtime, mcp.streams.size), options.metrics);
  others.route('/', createDiscovery(runtime, documents));
  others.route('/', createPages(runtime, options));
  others.notFound(() => problemResponse(runtime, nothingHere, { requestId: runtime.newId() }));
  others.onError((error) => brokenRoute(runtime, error));
  const fetchOther = (request: Request, http: HttpRequest): Response | Promise<Response> => {
    const path = getPath(request);
    const refusal = refusalOf(http, path);
    if (refusal !== undefined) return problemResponse(runtime, refusal, { requestId: runtime.newId() });
    return path.startsWith('/tools/') ? router.fetch(request, runtime) : others.fetch(request, runtime);
  };
  const serve: FetchApp['serve'] = (request, respond) => {
    const { target } = request;
    const query = target.indexOf('?');
    const path = query < 0 ? target : target.slice(0, query);
    const byMethod = request.method === 'POST' ? rest : isRead(request.method) ? probes : undefined;
    const endpoint = mcp.endpoints.get(path) ?? byMethod?.get(path);
    if (endpoint === undefined) return false;
    const refusal = refusalOf(request, path);
    // What can't be sent, such as a header that HTTP has no letters for, must not leave its request without an answer.
    const send = (answer: HttpAnswer) => {
      try {
        respond(answer);
      } catch (error) {
        respond(brokenAnswer(runtime, error));
      }
    };
    if (refusal !== undefined) send(problemAnswer(runtime, refusal, { requestId: runtime.newId() }));
    else endpoint(request).then(send, (error: unknown) => respond(brokenAnswer(runtime, error)));
    return true;
  };
  return {
    fetch(request) {
      const http = httpRequestOf(request);
      return new Promise((resolve) => {
        if (!serve(http, (answer) => resolve(webResponse(answer)))) resolve(fetchOther(request, http));
      });
    },
    serve,
    connect: (peer) => mcp.connect(peer),
    openStreams: () => mcp.streams.size,
    drain: () => readiness.drain(),
    close() {
      readiness.drain();
      mcp.streams.closeAll();
    },
  };
}

const nothingHere = toolError('not_found', 'There is nothing at this path.');

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function createRuntime(options: FetchOptions): Runtime {
  const { service, tools, app, baseUrl, auth, log, newId } = options;
  // The resource of each metadata document, and the base URL as URL parsers write it.
  const ownAudiences = ['', '/', '/mcp', '/sse'].map((path) => `${baseUrl}${path}`);
  const authenticate = createAuthenticate(auth, ownAudiences, options);
  const deadlines = options.isolated === true ? createOwnTimers() : createDeadlines();
  // Every call reads it: an object that was spread together is slower to read.
  return {
    service,
    app,
    auth,
    baseUrl,
    log,
    deadlines,
    newId,
    authenticate,
    tools: new Map(Object.entries(tools)),
    capacity: new Capacity(),
    rateLimiter: options.rateLimiter,
    usage: new Map(Object.keys(tools).map((name) => [name, createToolUsage(name)])),
    logsCalls: options.logsCalls ?? true,
    digest: options.digest,
  };
}

function usageOf({ usage, capacity }: Runtime, openStreams: number): Usage {
  return {
    series: [...usage.values()].flatMap(({ rest, mcp }) => [rest, mcp]),
    openStreams,
    runningCalls: capacity.running,
  };
}
