import { Hono } from 'hono';
import { securityHeaders } from '../../http.js';
import type { Readiness } from '../../readiness.js';
import type { RuntimeEnv } from '../../tool.js';
import type { Metrics, Usage } from '../../usage.js';

const headers = { ...securityHeaders, 'cache-control': 'no-store' };

/** What operators ask a server: whether it lives, whether to send it requests, and what it has counted. */
export function createProbes(readiness: Readiness, usage: () => Usage, metrics: Metrics | undefined): Hono<RuntimeEnv> {
  const routes = new Hono<RuntimeEnv>();
  routes.get('/healthz', (c) => c.json({ status: 'ok' }, 200, headers));
  routes.get('/readyz', async (c) =>
    (await readiness.isReady())
      ? c.json({ status: 'ready' }, 200, headers)
      : c.json({ status: 'not ready' }, 503, { ...headers, 'retry-after': '1' }),
  );
  if (metrics !== undefined) {
    routes.get('/metrics', async (c) =>
      c.body(await metrics.render(usage()), 200, { ...headers, 'content-type': metrics.contentType }),
    );
  }
  return routes;
}
