import { Hono } from 'hono';
import { advertisedScopes, type ResourcePath } from '../../auth/challenge.js';
import type { Json } from '../../contract.js';
import type { RuntimeEnv } from '../../router.js';
import type { Runtime } from '../../tool.js';
import { type Documents, deployedOpenapi, deployedPlugin } from './documents.js';

/** The documents that clients find the server by, and /healthz. Each is prepared once. */
export function createDiscovery(runtime: Runtime, documents: Documents): Hono<RuntimeEnv> {
  const routes = new Hono<RuntimeEnv>();
  const serve = (path: string, document: Json) => {
    const text = `${JSON.stringify(document, null, 2)}\n`;
    const headers = {
      'content-type': 'application/json',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
    };
    routes.get(path, () => new Response(text, { headers }));
  };
  serve('/.well-known/openapi.json', deployedOpenapi(runtime, documents.openapi));
  serve('/.well-known/openapi-3.1.json', deployedOpenapi(runtime, documents.openapi31));
  serve('/.well-known/ai-plugin.json', deployedPlugin(runtime, documents.plugin));
  if (runtime.auth.kind === 'oauth2') {
    for (const path of ['', '/mcp', '/sse'] as const) {
      serve(`/.well-known/oauth-protected-resource${path}`, protectedResource(runtime, path));
    }
  }
  routes.get('/healthz', (c) => c.json({ status: 'ok' }));
  return routes;
}

/** Protected Resource Metadata (RFC 9728) of the server or of one of its MCP endpoints. */
function protectedResource(runtime: Runtime, path: ResourcePath): Json {
  const { auth, baseUrl, service } = runtime;
  if (auth.kind === 'none') return {};
  return {
    resource: `${baseUrl}${path}`,
    resource_name: service.title,
    authorization_servers: [...auth.issuers],
    scopes_supported: advertisedScopes(runtime, Object.keys(auth.scopes)),
    bearer_methods_supported: ['header'],
  };
}
