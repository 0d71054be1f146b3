import { challenge, type ResourcePath } from '../../auth/challenge.js';
import { privateHeaders } from '../../http.js';
import type { Runtime } from '../../tool.js';
import { acceptOf, wantsEvents } from './accept.js';
import type { Dispatch } from './dispatch.js';
import { rpcCode, rpcError } from './errors.js';
import { type Reply, revisionOf, revisions } from './exchange.js';
import { type Arrival, type Gate, readMessage } from './gate.js';
import { eventStreamHeaders, eventText } from './sse.js';

/** What the MCP transports are built on. */
export interface McpParts {
  readonly runtime: Runtime;
  readonly gate: Gate;
  readonly dispatch: Dispatch;
}

const whenAbsent = '2025-03-26';

/**
 * Streamable HTTP without sessions: one message in, its reply out, so any replica may answer. Returns the handler of a
 * POST to `path`.
 */
export function createStreamable({ runtime, gate, dispatch }: McpParts, path: ResourcePath) {
  return async (request: Request): Promise<Response> => {
    const requestId = runtime.newId();
    const arrival = { request, requestId, path };
    const admitted = await gate(arrival);
    if (!admitted.ok) return admitted.response;
    const revision = revisionOf(request.headers.get('mcp-protocol-version') ?? whenAbsent);
    if (revision === undefined) return unknownRevision(requestId);
    const message = await readMessage(runtime, arrival);
    if (!message.ok) return message.response;
    const link = { kind: 'request', revision, clientSignal: () => request.signal } as const;
    const reply = await dispatch(message.value, { caller: admitted.value, requestId, path, link });
    return reply === undefined ? accepted(requestId) : respond(runtime, arrival, reply);
  };
}

/** A missing scope is shown in HTTP too, since clients step up on the 403; other failures of a call are 200 in HTTP. */
function respond(runtime: Runtime, { request, requestId, path }: Arrival, { text, error, malformed }: Reply): Response {
  const stepUp = error?.code === 'insufficient_scope' ? challenge(runtime, error, path) : undefined;
  const status = malformed ? 400 : stepUp === undefined ? 200 : 403;
  if (status === 200 && wantsEvents(acceptOf(request))) {
    return new Response(eventText('message', text), { headers: { ...eventStreamHeaders, 'x-request-id': requestId } });
  }
  const headers = privateHeaders('application/json', requestId);
  if (stepUp !== undefined) headers['www-authenticate'] = stepUp;
  return new Response(text, { status, headers });
}

function accepted(requestId: string): Response {
  return new Response(null, { status: 202, headers: { 'cache-control': 'no-store', 'x-request-id': requestId } });
}

function unknownRevision(requestId: string): Response {
  const text = `Unknown MCP-Protocol-Version. Known: ${revisions.join(', ')}.`;
  const headers = privateHeaders('application/json', requestId);
  return new Response(rpcError(null, rpcCode.request, text, requestId), { status: 400, headers });
}
