import { toolError } from '../../errors.js';
import { privateHeaders, problemResponse } from '../../http.js';
import { acceptOf, takesEvents } from './accept.js';
import { readMessage } from './gate.js';
import { hintResponse } from './hint.js';
import { eventStreamHeaders } from './sse.js';
import type { McpParts } from './streamable.js';
import type { Stream, Streams } from './streams.js';

const path = '/sse';
const mostRunning = 64;
const noSession = toolError('not_found', 'There is no such session of yours. Open one with GET /sse.');
const tooManyCalls = toolError('too_many_calls', 'Too many calls of this session are unanswered. Wait for some.');

/** The two halves of HTTP+SSE, the transport of 2024-11-05. */
export interface LegacyTransport {
  /** `GET /sse`: opens the stream that carries the replies, and first names where to post. */
  open(request: Request): Promise<Response>;
  /** `POST /messages`: takes one message for an open stream; the reply goes there. */
  receive(request: Request): Promise<Response>;
}

/** HTTP+SSE over `streams`. A stream is its opener's alone: a message by anyone else finds no session. */
export function createLegacy({ runtime, gate, dispatch }: McpParts, streams: Streams): LegacyTransport {
  /** The request is answered at once; this follows on the stream. Never rejects, since nobody waits for it. */
  const replyOnStream = async (stream: Stream, ...asked: Parameters<typeof dispatch>) => {
    try {
      const reply = await dispatch(...asked);
      if (reply !== undefined) stream.send('message', reply.text);
    } catch (error) {
      runtime.log.error({ err: error }, 'a reply could not be sent');
    }
  };

  return {
    async open(request) {
      const requestId = runtime.newId();
      if (!takesEvents(acceptOf(request))) return hintResponse(runtime, requestId);
      const admitted = await gate({ request, requestId, path });
      if (!admitted.ok) return admitted.response;
      const opened = streams.open(runtime.newId(), admitted.value);
      if (!opened.ok) return problemResponse(runtime, opened.error, { requestId, path });
      const { stream } = opened;
      stream.send('endpoint', `/messages?sessionId=${stream.id}`);
      return new Response(stream.body, { headers: { ...eventStreamHeaders, 'x-request-id': requestId } });
    },

    async receive(request) {
      const requestId = runtime.newId();
      const arrival = { request, requestId, path } as const;
      const admitted = await gate(arrival);
      if (!admitted.ok) return admitted.response;
      const caller = admitted.value;
      const id = new URL(request.url).searchParams.get('sessionId') ?? '';
      const stream = streams.find(id, caller);
      if (stream === undefined) return problemResponse(runtime, noSession, { requestId, path });
      const message = await readMessage(runtime, arrival);
      if (!message.ok) return message.response;
      // The stream may have ended while the body came: a call started now would have nobody to stop it.
      if (streams.find(id, caller) !== stream) return problemResponse(runtime, noSession, { requestId, path });
      const { connection } = stream;
      if (connection.running.size >= mostRunning) return problemResponse(runtime, tooManyCalls, { requestId, path });
      void replyOnStream(stream, message.value, { caller, requestId, path, link: connection });
      return new Response('Accepted', { status: 202, headers: privateHeaders('text/plain', requestId) });
    },
  };
}
