import { Hono } from 'hono';
import { advertisedScopes, type ResourcePath } from '../../auth/challenge.js';
import type { OAuth2Settings } from '../../auth/settings.js';
import type { Json } from '../../contract.js';
import { toolError } from '../../errors.js';
import { securityHeaders } from '../../http.js';
import type { Runtime, RuntimeEnv } from '../../tool.js';
import { problemResponse } from '../../web.js';
import { type Documents, deployedOpenapi, deployedPlugin } from './documents.js';
import { anyOrigin, prepare } from './prepared.js';

/** The documents that clients find the server by. Each is prepared once. */
export function createDiscovery(runtime: Runtime, documents: Documents): Hono<RuntimeEnv> {
  const routes = new Hono<RuntimeEnv>();
  const serve = (path: string, document: Json) => {
    const prepared = prepare(document);
    routes.get(path, (c) => prepared.respond(c.req.raw));
    routes.options(path, () => new Response(null, { status: 204, headers: preflight }));
    routes.all(path, () => problemResponse(runtime, readOnly, { requestId: runtime.newId(), allow: 'GET' }));
  };
  serve('/.well-known/openapi.json', deployedOpenapi(runtime, documents.openapi));
  serve('/.well-known/openapi-3.1.json', deployedOpenapi(runtime, documents.openapi31));
  serve('/.well-known/ai-plugin.json', deployedPlugin(runtime, documents.plugin));
  const { auth } = runtime;
  if (auth.kind === 'oauth2') {
    for (const path of ['', '/mcp', '/sse'] as const) {
      serve(`/.well-known/oauth-protected-resource${path}`, protectedResource(runtime, auth, path));
    }
  }
  return routes;
}

const readOnly = toolError('method_not_allowed', 'This document can only be read.');
/** MCP clients in a page send their protocol version with every request, which needs leave. */
const preflight = {
  ...securityHeaders,
  ...anyOrigin,
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': '*',
};

/** Protected Resource Metadata (RFC 9728) of the server or of one of its MCP endpoints. */
function protectedResource(runtime: Runtime, auth: OAuth2Settings, path: ResourcePath): Json {
  return {
    resource: `${runtime.baseUrl}${path}`,
    resource_name: runtime.service.title,
    authorization_servers: [...auth.issuers],
    scopes_supported: advertisedScopes(runtime, Object.keys(auth.scopes)),
    bearer_methods_supported: ['header'],
  };
}
