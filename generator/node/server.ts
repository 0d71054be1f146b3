import { createServer, type RequestListener, type Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import { securityHeaders } from '../runtime/http.js';
import { createFetch, type FetchOptions } from '../runtime/index.js';
import { hostCrypto } from './crypto.js';
import { docsHost } from './docs.js';
import { readDocuments } from './documents.js';
import { listen } from './listen.js';
import { listenerOf, serverOptions } from './listener.js';
import type { LocalIssuer } from './local-issuer/index.js';
import { docsClient } from './local-issuer/settings.js';
import { createLogger, isLogged } from './logs.js';
import { createMetrics } from './metrics.js';
import { createRateLimiter, type OwnedRateLimiter } from './rate-limiter.js';
import { openRelay } from './relay/index.js';
import { type Env, localUrl, readListenSettings, SettingsError } from './settings.js';
import { signIn } from './sign-in.js';

/** What the project brings: its generated table and router, and its app. */
export interface ServerOptions extends Pick<FetchOptions, 'service' | 'tools' | 'router'> {
  /** `ready` is asked for /readyz and rejects when the app can't work, such as without its database. */
  readonly app: { close(): Promise<void>; ready?(): Promise<void> };
  readonly env: Env;
}

/** A listening server. */
export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  /** The URL people reach it by: PUBLIC_URL, or where it listens. */
  readonly baseUrl: string;
  /** Present when no real issuer is configured. */
  readonly issuer: LocalIssuer | undefined;
  /** Lets running calls finish, ends streams, and closes issuer and app. */
  close(): Promise<void>;
}

const limits = {
  ...serverOptions,
  ...{ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 },
  // How often node:http looks for those over time: its 30 s would let them take twice as long.
  connectionsCheckingInterval: 5000,
};
/** How long a connection may move no byte beyond the longest call; event streams have a comment every 15 s. */
const idleMs = 75_000;
const drainMs = 10_000;
/** How long a connection in use has for its next request, whose answer tells that it ends. */
const toldMs = 250;

/**
 * Listens on HOST and PORT and serves the documents in generated/. Without a configured issuer, and outside production,
 * a local one is started too. Throws SettingsError, one line that names the next step.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { env, service } = options;
  const settings = readListenSettings(env, service);
  const documents = readDocuments();
  const log = createLogger(env);
  // Before the server listens: a balancer sends requests as soon as it does.
  const relay = await openRelay(env, log);
  const http = createServer(limits);
  http.setTimeout(idleMs + Math.max(0, ...Object.values(service.tools).map(({ timeoutMs }) => timeoutMs)));
  // Attached before listening: a request that comes while the issuer starts is told so instead of being lost.
  let answer: RequestListener = stillStarting;
  http.on('request', (request, response) => answer(request, response));
  const port = await listen(http, settings.host, settings.port).catch((error: unknown) => {
    void relay?.close();
    throw new SettingsError(listenProblem(error, settings));
  });
  const url = localUrl(settings.host, port);
  let issuer: LocalIssuer | undefined;
  let rateLimiter: OwnedRateLimiter | undefined;
  try {
    const signedIn = await signIn({ service, env, settings, url, port });
    const { auth, baseUrl } = signedIn;
    issuer = signedIn.issuer;
    const { allowedHosts, drainDelayMs } = settings;
    rateLimiter = await createRateLimiter(service, env, log);
    const app = createFetch({
      ...options,
      documents,
      baseUrl,
      auth,
      allowedHosts,
      log,
      relay,
      docs: docsHost(issuer === undefined ? env['DOCS_CLIENT_ID'] : docsClient),
      metrics: createMetrics(),
      ...(rateLimiter && { rateLimiter }),
      ready: async () => options.app.ready?.(),
      logsCalls: isLogged(env, 'info'),
      ...hostCrypto,
    });
    answer = listenerOf(app);
    const close = async () => {
      app.drain();
      // Until balancers have seen /readyz turn.
      if (drainDelayMs > 0) await later(drainDelayMs);
      app.close();
      answer = hangingUp(answer);
      await drain(http);
      await relay?.close();
      rateLimiter?.close();
      await issuer?.close();
      await options.app.close();
    };
    return { url, baseUrl, issuer, close };
  } catch (error) {
    http.close();
    await relay?.close();
    rateLimiter?.close();
    await issuer?.close();
    throw error;
  }
}

/**
 * Stops listening and waits for what runs, at most ten seconds. A connection is ended as soon as it is idle, but for a
 * moment at first: a request that meets the end of its connection would be lost, and its answer can say so instead.
 */
async function drain(http: Server): Promise<void> {
  // What http.Server adds to this is to end idle connections at once.
  const closed = new Promise((resolve) => setImmediate(() => NetServer.prototype.close.call(http, resolve)));
  // Immediately after the sockets were looked at: a request that had arrived unseen would be reset with its connection.
  const endIdle = () => setImmediate(() => http.closeIdleConnections());
  let idle: ReturnType<typeof setInterval> | undefined;
  const told = setTimeout(() => {
    endIdle();
    idle = setInterval(endIdle, 50);
  }, toldMs);
  const late = setTimeout(() => http.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(told);
  clearInterval(idle);
  clearTimeout(late);
}

function hangingUp(answer: RequestListener): RequestListener {
  return (request, response) => {
    response.setHeader('connection', 'close');
    answer(request, response);
  };
}

const stillStarting: RequestListener = (_request, response) => {
  response
    .writeHead(503, { ...securityHeaders, 'retry-after': '1', 'content-type': 'text/plain' })
    .end('The server is starting.\n');
};

function listenProblem(error: unknown, { host, port }: { readonly host: string; readonly port: number }): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is in use. Choose another: PORT=${port + 10} npm start`;
  if (code === 'EACCES') return `Port ${port} needs more rights. Choose one above 1023: PORT=3001 npm start`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${host}. Set HOST to one it has.`;
  return `Could not listen on ${host}:${port} (${String(code)}).`;
}
