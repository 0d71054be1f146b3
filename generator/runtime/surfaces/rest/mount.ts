import type { Handler } from 'hono';
import { readJsonBody } from '../../body.js';
import { callTool } from '../../call-tool.js';
import { type Endpoint, type HttpAnswer, type HttpRequest, resultHeaders } from '../../http.js';
import type { Runtime, RuntimeEnv, Tool } from '../../tool.js';
import { httpRequestOf, webResponse } from '../../web.js';
import { failedCall } from './errors.js';

const toolOf = new WeakMap<object, Tool>();

/** The handler of `POST /tools/<name>`. The caller is known and allowed before the body is read. */
export function route(tool: Tool): Handler<RuntimeEnv> {
  const handler: Handler<RuntimeEnv> = async (c) => webResponse(await answer(c.env, tool, httpRequestOf(c.req.raw)));
  toolOf.set(handler, tool);
  return handler;
}

/** A router that tells its routes, as Hono's does. */
export interface ListedRoutes {
  readonly routes: readonly { readonly method: string; readonly path: string; readonly handler: object }[];
}

/**
 * What answers a POST to each path of a router that holds the tools' own routes alone. A router with anything besides,
 * such as a project's middleware, has none: every request then goes through it.
 */
export function directEndpoints(runtime: Runtime, { routes }: ListedRoutes): ReadonlyMap<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>();
  for (const { method, path, handler } of routes) {
    const tool = toolOf.get(handler);
    if (tool === undefined || method !== 'POST' || path !== `/tools/${tool.name}`) return new Map();
    endpoints.set(path, (request) => answer(runtime, tool, request));
  }
  return endpoints;
}

async function answer(runtime: Runtime, tool: Tool, request: HttpRequest): Promise<HttpAnswer> {
  const requestId = runtime.newId();
  const identifying = runtime.authenticate(request.header('authorization'), request.connection);
  const identity = identifying instanceof Promise ? await identifying : identifying;
  if (!identity.ok) return failedCall(runtime, identity.error, { tool, requestId, isLogged: false });
  const result = await callTool(runtime, {
    tool,
    caller: identity.caller,
    surface: 'rest',
    requestId,
    clientSignal: () => request.signal,
    // No body at all is no arguments: a tool without any can be called with a bare POST.
    readArguments: () => readJsonBody(request),
  });
  if (!result.ok) return failedCall(runtime, result.error, { tool, requestId, isLogged: true });
  const body = result.kind === 'content' ? `{"content":${result.text}}` : result.text;
  return { status: 200, headers: resultHeaders(requestId), body };
}
