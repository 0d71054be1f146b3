import type { Handler } from 'hono';
import { readJsonBody } from '../../body.js';
import { callTool } from '../../call-tool.js';
import { type HttpRequest, resultHeaders } from '../../http.js';
import type { Runtime, RuntimeEnv, Tool } from '../../tool.js';
import { httpRequestOf } from '../../web.js';
import { failedCall } from './errors.js';

/** The handler of `POST /tools/<name>`. The caller is known and allowed before the body is read. */
export function route(tool: Tool): Handler<RuntimeEnv> {
  return (c) => answer(c.env, tool, httpRequestOf(c.req.raw));
}

async function answer(runtime: Runtime, tool: Tool, request: HttpRequest): Promise<Response> {
  const requestId = runtime.newId();
  const identity = await runtime.authenticate(request.header('authorization'), request.connection);
  if (!identity.ok) return failedCall(runtime, identity.error, { tool, requestId, isLogged: false });
  const result = await callTool(runtime, {
    tool,
    caller: identity.caller,
    surface: 'rest',
    requestId,
    clientSignal: () => request.signal,
    readArguments: () => readArgumentsOf(request),
  });
  if (!result.ok) return failedCall(runtime, result.error, { tool, requestId, isLogged: true });
  const text = result.kind === 'content' ? `{"content":${result.text}}` : result.text;
  return new Response(text, { headers: resultHeaders(requestId) });
}

/** The body is the arguments. No body at all is no arguments: a tool without any can be called with a bare POST. */
async function readArgumentsOf(request: HttpRequest): Promise<unknown> {
  const body = await readJsonBody(request);
  return body.kind === 'empty' ? undefined : body.value;
}
