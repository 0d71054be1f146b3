import type { Caller } from '../../contract.js';
import { toolError } from '../../errors.js';
import { type HostedRequest, hostParts } from '../../hosted.js';
import { privateHeaders, problemResponse } from '../../http.js';
import { acceptOf } from './accept.js';
import { Conversation } from './conversation.js';
import { readMessage } from './gate.js';
import { hintResponse } from './hint.js';
import { eventBytes, eventStreamResponse } from './sse.js';
import type { McpParts } from './streamable.js';
import { ownerOf } from './streams.js';
import type { Reply } from './wire.js';

const path = '/sse';
const noSession = toolError('not_found', 'There is no such session of yours. Open one with GET /sse.');
const tooManyCalls = toolError('too_many_calls', 'Too many calls of this session are unanswered. Wait for some.');

/** The two halves of HTTP+SSE, the transport of 2024-11-05. */
export interface LegacyTransport {
  /** `GET /sse`: opens the stream that carries the replies, and first names where to post. */
  open(request: HostedRequest): Promise<Response>;
  /** `POST /messages`: takes one message for an open stream; the reply goes there. */
  receive(request: HostedRequest): Promise<Response>;
}

interface Session {
  readonly owner: string;
  readonly conversation: Conversation;
}

/** HTTP+SSE. A stream is its opener's alone: a message by anyone else finds no session. */
export function createLegacy({ runtime, gate, dispatch, streams }: McpParts): LegacyTransport {
  const sessions = new Map<string, Session>();
  const find = (id: string, caller: Caller) => {
    const session = sessions.get(id);
    return session?.owner === ownerOf(caller) ? session : undefined;
  };

  return {
    async open(request) {
      const requestId = runtime.newId();
      if (!acceptOf(request).takesEvents) return hintResponse(runtime, requestId);
      const admitted = await gate({ request, requestId, path });
      if (!admitted.ok) return admitted.response;
      const id = runtime.newId();
      const opened = streams.open({
        caller: admitted.value,
        host: request[hostParts],
        onEnd() {
          sessions.delete(id);
          conversation.abandon();
        },
        onClosing: () => conversation.finish(() => stream.close()),
      });
      if (!opened.ok) return problemResponse(runtime, opened.error, { requestId, path });
      const { stream } = opened;
      const back = {
        send: ({ body, rest }: Reply) => stream.write(eventBytes('message', body, rest)),
        notify(text: string) {
          stream.offer(eventBytes('message', text));
          return true;
        },
      };
      const conversation = new Conversation(dispatch, back, runtime.log);
      sessions.set(id, { owner: ownerOf(admitted.value), conversation });
      stream.write(eventBytes('endpoint', `/messages?sessionId=${id}`));
      return eventStreamResponse(stream.body, requestId);
    },

    async receive(request) {
      const requestId = runtime.newId();
      const arrival = { request, requestId, path } as const;
      const admitted = await gate(arrival);
      if (!admitted.ok) return admitted.response;
      const caller = admitted.value;
      const id = new URL(request.url).searchParams.get('sessionId') ?? '';
      const session = find(id, caller);
      if (session === undefined) return problemResponse(runtime, noSession, { requestId, path });
      const message = await readMessage(runtime, arrival);
      if (!message.ok) return message.response;
      // The stream may have ended while the body came: a call started now would have nobody to stop it.
      if (find(id, caller) !== session) return problemResponse(runtime, noSession, { requestId, path });
      const { conversation } = session;
      if (conversation.isTooMuch(message.value)) return problemResponse(runtime, tooManyCalls, { requestId, path });
      void conversation.receive(message.value, { caller, requestId, path });
      return new Response('Accepted', { status: 202, headers: privateHeaders('text/plain', requestId) });
    },
  };
}
