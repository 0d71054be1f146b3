import { createFetch, type FetchApp, type FetchOptions } from './app.js';
import { resolveAuth } from './auth/settings.js';
import type { AppOptions, Logger } from './contract.js';

/** What a Worker's script brings. */
export interface WorkerOptions extends Pick<FetchOptions, 'service' | 'tools' | 'router' | 'documents'> {
  /** Makes what handlers get as ctx.app; `env` has the host's bindings too. Called once, with the first request. */
  createApp(options: AppOptions): unknown;
}

/** What a Worker's script exports as its default. */
export interface Worker {
  /** Rejects when the environment lacks a setting; the message names it, and the next request is tried anew. */
  fetch(request: Request, env: AppOptions['env']): Promise<Response>;
}

/**
 * A server for hosts that call a function for each request (Cloudflare Workers and their like): documents, REST and
 * Streamable HTTP. Settings are read from the environment that comes with the first request: PUBLIC_URL, ALLOWED_HOSTS and
 * those of the spec's sign-in.
 */
export function createWorker(options: WorkerOptions): Worker {
  let app: Promise<FetchApp> | undefined;
  return {
    async fetch(request, env) {
      app ??= start(options, env).catch((error: unknown) => {
        app = undefined;
        throw error;
      });
      return (await app).fetch(request);
    },
  };
}

async function start({ createApp, ...project }: WorkerOptions, env: AppOptions['env']): Promise<FetchApp> {
  const { service } = project;
  const auth = resolveAuth(service.auth, env);
  if (!auth.ok) throw new Error(`Set ${auth.missing.join(' and ')}: without a value nobody can sign in.`);
  const baseUrl = (env['PUBLIC_URL'] || service.serverUrl).replace(/\/+$/, '');
  if (!URL.canParse(baseUrl)) throw new Error(`PUBLIC_URL must be an https URL, not '${baseUrl}'.`);
  const newId = () => crypto.randomUUID();
  return createFetch({
    ...project,
    app: await createApp({ env, now: () => new Date(), newId }),
    auth: auth.settings,
    baseUrl,
    allowedHosts: (env['ALLOWED_HOSTS'] ?? '').split(/[\s,]+/).filter((host) => host !== ''),
    log: consoleLog(),
    isolated: true,
    newId,
    digest,
  });
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** JSON lines on the console, from info on: what such hosts collect. */
function consoleLog(): Logger {
  const at = (level: 'info' | 'warn' | 'error') => (fields: object, message: string) =>
    console[level](JSON.stringify({ level, ...fields, msg: message }, readableError));
  return { debug: () => {}, info: at('info'), warn: at('warn'), error: at('error') };
}

function readableError(_key: string, value: unknown): unknown {
  return value instanceof Error ? value.stack : value;
}
