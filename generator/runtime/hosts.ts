import { type ToolError, toolError } from './errors.js';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
const openPaths = new Set(['/healthz', '/readyz']);

/**
 * Guards against DNS rebinding and foreign pages: the Host of every request, and its Origin where it has one, must be
 * a loopback name, the host of the base URL or one of `allowed`. Returns why a request is refused.
 */
export function createHostGuard(
  baseUrl: string,
  allowed: readonly string[],
): (request: Request) => ToolError | undefined {
  const names = new Set([new URL(baseUrl).hostname, ...allowed.map((host) => host.toLowerCase())]);
  const known = (host: string) => loopback.has(nameOf(host)) || names.has(nameOf(host)) || names.has(host);
  return (request) => {
    const { pathname, host: urlHost } = new URL(request.url);
    if (openPaths.has(pathname)) return undefined;
    const host = (request.headers.get('host') ?? urlHost).toLowerCase();
    if (!known(host)) {
      return toolError('misdirected', 'This server does not answer for that host. ALLOWED_HOSTS adds one.');
    }
    const origin = request.headers.get('origin');
    if (origin === null || pathname.startsWith('/.well-known/')) return undefined;
    const originHost = URL.canParse(origin) ? new URL(origin).host.toLowerCase() : '';
    return known(originHost)
      ? undefined
      : toolError('forbidden', 'Pages of that origin may not call this server. ALLOWED_HOSTS adds one.');
  };
}

/** A Host value without its port. */
function nameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
