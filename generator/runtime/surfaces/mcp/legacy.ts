import type { Caller } from '../../contract.js';
import { accepted, type HttpAnswer, type HttpRequest, problemAnswer } from '../../http.js';
import { acceptOf } from './accept.js';
import { Conversation } from './conversation.js';
import { readMessage } from './gate.js';
import { hintAnswer } from './hint.js';
import {
  otherHolder,
  type Relay,
  type RelayedMessage,
  type RelayVerdict,
  sessionIdOf,
  verdictErrors,
} from './relay.js';
import { eventStreamAnswer, eventText, replyEvent } from './sse.js';
import type { McpParts } from './streamable.js';
import { isSameOwner } from './streams.js';
import type { Reply } from './wire.js';

const path = '/sse';

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

/**
 * HTTP+SSE. A stream is its opener's alone: a message by anyone else finds no session. With a relay, a message may come to
 * any replica; the one that holds the stream judges and serves it, by the same rule.
 */
export function createLegacy({ runtime, gate, dispatch, streams }: McpParts, relay?: Relay): LegacyTransport {
  const sessions = new Map<string, Session>();
  const sessionOf = (id: string, caller: Caller): Session | undefined => {
    const session = sessions.get(id);
    return session !== undefined && isSameOwner(session.opener, caller) ? session : undefined;
  };
  const take = ({ conversation }: Session, { caller, requestId, message }: RelayedMessage): RelayVerdict => {
    if (conversation.isTooMuch(message)) return 'too_many';
    void conversation.receive(message, { caller, requestId, path });
    return 'accepted';
  };
  relay?.listen((relayed) => {
    const session = sessionOf(relayed.session, relayed.caller);
    return session === undefined ? 'unknown' : take(session, relayed);
  });
  const answerOf = (verdict: RelayVerdict, requestId: string): HttpAnswer =>
    verdict === 'accepted' ? accepted(requestId) : problemAnswer(runtime, verdictErrors[verdict], { requestId, path });
  return {
    async open(request) {
      const requestId = runtime.newId();
      if (!acceptOf(request).takesEvents) return hintAnswer(runtime, requestId);
      const admitted = await gate({ request, requestId, path });
      if (!admitted.ok) return admitted.answer;
      const id = sessionIdOf(relay, runtime.newId());
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
      const session = sessionOf(id, caller);
      const holder = session === undefined && relay !== undefined ? otherHolder(relay, id) : undefined;
      if (session === undefined && holder === undefined) return answerOf('unknown', requestId);
      const message = await readMessage(runtime, arrival);
      if (!message.ok) return message.answer;
      const relayed = { session: id, caller, requestId, message: message.value };
      if (relay !== undefined && holder !== undefined) return answerOf(await relay.send(holder, relayed), requestId);
      // The stream may have ended while the body came: a call started now would have nobody to stop it.
      if (session === undefined || sessions.get(id) !== session) return answerOf('unknown', requestId);
      return answerOf(take(session, relayed), requestId);
    },
  };
}
