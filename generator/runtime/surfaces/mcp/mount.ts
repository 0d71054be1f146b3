import { Hono } from 'hono';
import { toolError } from '../../errors.js';
import { problemResponse } from '../../http.js';
import type { Runtime, RuntimeEnv } from '../../tool.js';
import { createDispatch } from './dispatch.js';
import { createGate } from './gate.js';
import { createLegacy } from './legacy.js';
import { createStreamable } from './streamable.js';
import { createStreams, type Streams } from './streams.js';

/** The MCP surface: `GET /sse` with `POST /messages`, and Streamable HTTP on `POST /mcp` and `POST /sse`. */
export interface McpSurface {
  readonly routes: Hono<RuntimeEnv>;
  readonly streams: Streams;
}

/** Mounts the surface; `manifest` is the prepared text of the tools/list result. */
export function createMcp(runtime: Runtime, manifest: string): McpSurface {
  const parts = { runtime, gate: createGate(runtime), dispatch: createDispatch(runtime, manifest) };
  const streams = createStreams();
  const legacy = createLegacy(parts, streams);
  const viaMcp = createStreamable(parts, '/mcp');
  const viaSse = createStreamable(parts, '/sse');
  const notAllowed = (allow: string) =>
    problemResponse(runtime, toolError('method_not_allowed', `Use ${allow}.`), { requestId: runtime.newId(), allow });

  const routes = new Hono<RuntimeEnv>();
  routes.post('/mcp', (c) => viaMcp(c.req.raw));
  routes.all('/mcp', () => notAllowed('POST'));
  routes.post('/sse', (c) => viaSse(c.req.raw));
  // Hono sends a HEAD to the handlers of GET: it must not open a stream that nobody reads.
  routes.get('/sse', (c) => (c.req.method === 'GET' ? legacy.open(c.req.raw) : notAllowed('GET, POST')));
  routes.all('/sse', () => notAllowed('GET, POST'));
  routes.post('/messages', (c) => legacy.receive(c.req.raw));
  routes.all('/messages', () => notAllowed('POST'));
  return { routes, streams };
}
