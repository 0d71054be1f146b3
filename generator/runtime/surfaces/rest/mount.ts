import { type Handler, Hono } from 'hono';
import { readJsonBody } from '../../body.js';
import { callTool } from '../../call-tool.js';
import { toolError } from '../../errors.js';
import type { RuntimeEnv } from '../../router.js';
import type { Runtime, Tool } from '../../tool.js';
import { problemResponse } from './errors.js';

/** The handler of `POST /tools/<name>`. The caller is known and allowed before the body is read. */
export function route(tool: Tool): Handler<RuntimeEnv> {
  return (c) => answer(c.get('runtime'), tool, c.req.raw);
}

async function answer(runtime: Runtime, tool: Tool, request: Request): Promise<Response> {
  const requestId = runtime.newId();
  const identity = await runtime.authenticate(request);
  if (!identity.ok) return problemResponse(runtime, { ...identity.error, scopes: tool.contract.scopes }, requestId);
  const result = await callTool(runtime, {
    tool,
    caller: identity.caller,
    surface: 'rest',
    requestId,
    signal: request.signal,
    readArguments: async () => {
      const body = await readJsonBody(request);
      return body.kind === 'empty' ? {} : body.value;
    },
  });
  if (!result.ok) return problemResponse(runtime, result.error, requestId);
  return new Response(result.kind === 'content' ? `{"content":${result.text}}` : result.text, {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-request-id': requestId },
  });
}

/** What answers below /tools/ when no tool does: 405 for a tool's other methods, else 404. */
export function createUnknownToolRoutes(): Hono<RuntimeEnv> {
  const routes = new Hono<RuntimeEnv>();
  routes.all('/tools/*', (c) => {
    const runtime = c.get('runtime');
    const name = c.req.path.slice('/tools/'.length);
    const known = runtime.tools.get(name)?.contract.expose.includes('rest') === true;
    const error = known
      ? toolError('method_not_allowed', 'Call a tool with POST.')
      : toolError('unknown_tool', 'There is no such tool. /.well-known/openapi.json lists them.');
    return problemResponse(runtime, error, runtime.newId());
  });
  return routes;
}
