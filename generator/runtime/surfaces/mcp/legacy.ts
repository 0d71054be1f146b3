import type { Caller } from '../../contract.js';
import { toolError } from '../../errors.js';
import { accepted, type HttpAnswer, type HttpRequest, problemAnswer } from '../../http.js';
import { acceptOf } from './accept.js';
import { Conversation } from './conversation.js';
import { readMessage } from './gate.js';
import { hintAnswer } from './hint.js';
import { eventStreamAnswer, eventText, replyEvent } from './sse.js';
import type { McpParts } from './streamable.js';
import { isSameOwner } from './streams.js';
import type { Reply } from './wire.js';

const path = '/sse';
const noSession = toolError('not_found', 'There is no such session of yours. Open one with GET /sse.');
const tooManyCalls = toolError('too_many_calls', 'Too many calls of this session are unanswered. Wait for some.');

/** The two halves of HTTP+SSE, the transport of 2024-11-05. */
export interface LegacyTransport {
  /** `GET /sse`: opens the stream that carries the replies, and first names where to post. */
  open(request: HttpRequest): Promise<HttpAnswer>;
  /** `POST /messages`: takes one message for an open stream; the reply goes there. */
  receive(request: HttpRequest): Promise<HttpAnswer>;
}

interface Session {
  readonly opener: Caller;
  readonly conversation: Conversation;
}

/** HTTP+SSE. A stream is its opener's alone: a message by anyone else finds no session. */
export function createLegacy({ runtime, gate, dispatch, streams }: McpParts): LegacyTransport {
  const sessions = new Map<string, Session>();
  return {
    async open(request) {
      const requestId = runtime.newId();
      if (!acceptOf(request).takesEvents) return hintAnswer(runtime, requestId);
      const admitted = await gate({ request, requestId, path });
      if (!admitted.ok) return admitted.answer;
      const id = runtime.newId();
      const opened = streams.open({
        caller: admitted.value,
        onEnd() {
          sessions.delete(id);
          conversation.abandon();
        },
        onClosing: () => conversation.finish(() => stream.close()),
      });
      if (!opened.ok) return problemAnswer(runtime, opened.error, { requestId, path });
      const { stream } = opened;
      const back = {
        send: (reply: Reply) => stream.write(replyEvent(reply)),
        notify(text: string) {
          stream.offer(eventText('message', text));
          return true;
        },
      };
      const conversation = new Conversation(dispatch, back, runtime.log);
      sessions.set(id, { opener: admitted.value, conversation });
      stream.write(eventText('endpoint', `/messages?sessionId=${id}`));
      return eventStreamAnswer(stream, requestId);
    },

    async receive(request) {
      const requestId = runtime.newId();
      const arrival = { request, requestId, path } as const;
      const passing = gate(arrival);
      const admitted = passing instanceof Promise ? await passing : passing;
      if (!admitted.ok) return admitted.answer;
      const caller = admitted.value;
      const id = /[?&]sessionId=([^&]*)/.exec(request.target)?.[1] ?? '';
      const session = sessions.get(id);
      if (session === undefined || !isSameOwner(session.opener, caller))
        return problemAnswer(runtime, noSession, { requestId, path });
      const message = await readMessage(runtime, arrival);
      if (!message.ok) return message.answer;
      // The stream may have ended while the body came: a call started now would have nobody to stop it.
      if (sessions.get(id) !== session) return problemAnswer(runtime, noSession, { requestId, path });
      const { conversation } = session;
      if (conversation.isTooMuch(message.value)) return problemAnswer(runtime, tooManyCalls, { requestId, path });
      void conversation.receive(message.value, { caller, requestId, path });
      return accepted(requestId);
    },
  };
}
