import { type ToolError, toolError } from '../../errors.js';
import { brokenAnswer, type HttpAnswer, problemAnswer } from '../../http.js';
import type { Runtime, Tool } from '../../tool.js';
import { problemResponse, webResponse } from '../../web.js';

/** A failure of a call of `tool`: the failure's own HTTP status, and on 401 the scopes that the tool needs. */
export function failedCall(
  runtime: Runtime,
  error: ToolError,
  { tool, requestId, isLogged }: { readonly tool: Tool; readonly requestId: string; readonly isLogged: boolean },
): HttpAnswer {
  const named = error.status === 401 ? { ...error, scopes: tool.contract.scopes } : error;
  return problemAnswer(runtime, named, { requestId, isLogged });
}

const wrongMethod = toolError('method_not_allowed', 'Call a tool with POST.');
const unknownTool = toolError('unknown_tool', 'There is no such tool. /.well-known/openapi.json lists them.');

/** What answers below /tools/ when no route does: 405 for a tool's other methods, else 404. */
export function noRoute(runtime: Runtime, path: string): Response {
  const name = path.slice('/tools/'.length);
  const requestId = runtime.newId();
  return runtime.tools.get(name)?.contract.expose.includes('rest') === true
    ? problemResponse(runtime, wrongMethod, { requestId, allow: 'POST' })
    : problemResponse(runtime, unknownTool, { requestId });
}

/** What answers when a route throws, which callTool never does. */
export function brokenRoute(runtime: Runtime, cause: unknown): Response {
  return webResponse(brokenAnswer(runtime, cause));
}
