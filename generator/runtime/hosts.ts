import { type ToolError, toolError } from './errors.js';
import type { HttpRequest } from './http.js';

const loopback = ['localhost', '127.0.0.1', '[::1]'];
const openPaths = new Set(['/healthz', '/readyz']);
const publicFolder = '/.well-known/';

/** Why a request for `path` is refused; undefined when it may pass. */
export type HostGuard = (request: HttpRequest, path: string) => ToolError | undefined;

/**
 * Guards against DNS rebinding and foreign pages: the Host of every request, and its Origin where it has one, must be
 * a loopback name, the host of the base URL or one of `allowed` (`name` for any port, `name:port` for one).
 * The public documents may be read from any page; probes are not checked at all.
 */
export function createHostGuard(baseUrl: string, allowed: readonly string[]): HostGuard {
  const names = new Set([...loopback, new URL(baseUrl).hostname, ...allowed.map((host) => host.toLowerCase())]);
  const isKnown = (host: string) => names.has(host) || names.has(withoutPort(host));
  // Nearly all requests name the same host.
  let lastKnown: string | undefined;
  return (request, path) => {
    if (openPaths.has(path)) return undefined;
    const { host } = request;
    if (host !== lastKnown) {
      if (!isKnown(host.toLowerCase())) return foreignHost;
      lastKnown = host;
    }
    const origin = request.header('origin');
    if (origin === null || path.startsWith(publicFolder)) return undefined;
    return isKnown(hostOfOrigin(origin.toLowerCase())) ? undefined : foreignOrigin;
  };
}

const foreignHost = toolError('misdirected', 'This server does not answer for that host. ALLOWED_HOSTS adds one.');
const foreignOrigin = toolError('forbidden', 'Pages of that origin may not call this server. ALLOWED_HOSTS adds one.');

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

/** The host of a web page's origin; empty for opaque origins and other schemes, which match nothing. */
function hostOfOrigin(origin: string): string {
  return /^https?:\/\/([^/]+)$/.exec(origin)?.[1] ?? '';
}
