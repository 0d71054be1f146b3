import type { EventStream } from '../../event-stream.js';
import { type HeaderRecord, type HttpAnswer, securityHeaders } from '../../http.js';
import type { Reply } from './wire.js';

/** The answer that an event stream is. */
export function eventStreamAnswer(body: EventStream, requestId: string): HttpAnswer {
  return { status: 200, headers: eventStreamHeaders(requestId), body };
}

/** They keep proxies from holding the stream back or changing it. */
function eventStreamHeaders(requestId: string): HeaderRecord {
  return {
    ...securityHeaders,
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    'x-request-id': requestId,
  };
}

/** One server-sent event. Its data has no line breaks, as JSON.stringify's texts don't. */
export function eventText(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}

/** The event that a reply is. */
export function replyEvent({ body, rest }: Reply): string {
  return eventText('message', rest === undefined ? body : body + utf8.decode(rest));
}

const utf8 = new TextDecoder();

/** The answer whose only event is this reply. */
export function eventAnswer(reply: Reply, requestId: string): HttpAnswer {
  return { status: 200, headers: eventStreamHeaders(requestId), body: replyEvent(reply) };
}
