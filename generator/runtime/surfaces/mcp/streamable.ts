import { challenge, type ResourcePath } from '../../auth/challenge.js';
import { accepted, type HttpAnswer, type HttpRequest, resultHeaders } from '../../http.js';
import type { Runtime } from '../../tool.js';
import { type Accept, acceptOf } from './accept.js';
import type { Dispatch } from './dispatch.js';
import { type Gate, readMessage } from './gate.js';
import { ReplyLink } from './reply-link.js';
import { eventAnswer } from './sse.js';
import type { Streams } from './streams.js';
import type { Reply } from './wire.js';

/** What the MCP transports are built on. */
export interface McpParts {
  readonly runtime: Runtime;
  readonly gate: Gate;
  readonly dispatch: Dispatch;
  readonly streams: Streams;
}

/**
 * Streamable HTTP without sessions: one message in, its reply out, so any replica may answer. Returns the handler of a
 * POST to `path`.
 */
export function createStreamable({ runtime, gate, dispatch, streams }: McpParts, path: ResourcePath) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const requestId = runtime.newId();
    const arrival = { request, requestId, path };
    const passing = gate(arrival);
    const admitted = passing instanceof Promise ? await passing : passing;
    if (!admitted.ok) return admitted.answer;
    const message = await readMessage(runtime, arrival);
    if (!message.ok) return message.answer;
    const caller = admitted.value;
    const accept = acceptOf(request);
    const link = new ReplyLink(arrival, caller, { accept, streams });
    const replied = dispatch(message.value, { caller, requestId, path, link });
    const respond = (reply: Reply | undefined) => toAnswer(runtime, { requestId, path, accept }, reply);
    return replied instanceof Promise ? link.answer(replied, respond) : respond(replied);
  };
}

/** What the answer to a request depends on besides the reply. */
interface Asked {
  readonly requestId: string;
  readonly path: ResourcePath;
  readonly accept: Accept;
}

/** A missing scope is shown in HTTP too, since clients step up on the 403; other failures of a call are 200 in HTTP. */
function toAnswer(runtime: Runtime, { requestId, path, accept }: Asked, reply: Reply | undefined): HttpAnswer {
  if (reply === undefined) return accepted(requestId);
  const { body, rest, error, status = 200 } = reply;
  const stepUp = error?.code === 'insufficient_scope' ? challenge(runtime, error, path) : undefined;
  if (status === 200 && stepUp === undefined && accept.wantsEvents) return eventAnswer(reply, requestId);
  const headers = resultHeaders(requestId);
  if (stepUp === undefined) return { status, headers, body, rest };
  headers['www-authenticate'] = stepUp;
  return { status: 403, headers, body };
}
