import type { Service } from '../runtime/contract.js';

/** Environment variables as a plain record. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Where and how a server listens, from its environment. */
export interface ListenSettings {
  readonly host: string;
  readonly port: number;
  /** PUBLIC_URL without a final slash, when set. */
  readonly publicUrl: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly production: boolean;
  /** How long a server that ends is still reached after /readyz has turned, in milliseconds. */
  readonly drainDelayMs: number;
}

/** A setting that can't be used; the message is one line that names the variable. */
export class SettingsError extends Error {}

/** Reads PORT, HOST, PUBLIC_URL, ALLOWED_HOSTS, DRAIN_DELAY and NODE_ENV. Throws SettingsError. */
export function readListenSettings(env: Env, service: Pick<Service, 'port'>): ListenSettings {
  return {
    host: env['HOST'] || '127.0.0.1',
    port: env['PORT'] ? readPort(env['PORT']) : service.port,
    publicUrl: env['PUBLIC_URL'] ? readPublicUrl(env['PUBLIC_URL']) : undefined,
    allowedHosts: (env['ALLOWED_HOSTS'] ?? '').split(/[\s,]+/).filter((host) => host !== ''),
    production: env['NODE_ENV'] === 'production',
    drainDelayMs: env['DRAIN_DELAY'] ? readSeconds(env['DRAIN_DELAY']) * 1000 : 0,
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new SettingsError(`PORT must be a number from 0 to 65535, not '${text}'.`);
}

function readSeconds(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  throw new SettingsError(`DRAIN_DELAY must be whole seconds from 0 to 99, not '${text}'.`);
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new SettingsError(`PUBLIC_URL must be an http or https URL such as https://shop.example.com, not '${text}'.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new SettingsError('PUBLIC_URL must have no user name and no password: everybody is told it.');
  }
  return url.href.replace(/\/+$/, '');
}

/** `http://host:port`, with brackets around an IPv6 address and a name people can open for the wildcard ones. */
export function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
