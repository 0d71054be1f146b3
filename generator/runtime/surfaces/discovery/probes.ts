import { type Endpoint, type HeaderRecord, type HttpAnswer, securityHeaders } from '../../http.js';
import type { Readiness } from '../../readiness.js';
import type { Metrics, Usage } from '../../usage.js';

/** What operators ask a server: whether it lives, whether to send it requests, and what it has counted. By path. */
export function createProbes(
  readiness: Readiness,
  usage: () => Usage,
  metrics: Metrics | undefined,
): ReadonlyMap<string, Endpoint> {
  const probes = new Map<string, Endpoint>([
    ['/healthz', async () => jsonAnswer(200, { status: 'ok' })],
    [
      '/readyz',
      async () =>
        (await readiness.isReady())
          ? jsonAnswer(200, { status: 'ready' })
          : jsonAnswer(503, { status: 'not ready' }, { 'retry-after': '1' }),
    ],
  ]);
  if (metrics !== undefined)
    probes.set('/metrics', async () => answer(200, metrics.contentType, await metrics.render(usage())));
  return probes;
}

function jsonAnswer(status: number, value: object, more?: HeaderRecord): HttpAnswer {
  return answer(status, 'application/json', JSON.stringify(value), more);
}

function answer(status: number, type: string, body: string, more?: HeaderRecord): HttpAnswer {
  return { status, headers: { ...securityHeaders, 'cache-control': 'no-store', 'content-type': type, ...more }, body };
}
