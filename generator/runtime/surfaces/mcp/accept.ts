import { type HostedRequest, headerOf } from '../../hosted.js';

/** What a request without an Accept header takes (RFC 9110, section 12.5.1). */
const anything = '*/*';

/** The Accept header of a request. */
export function acceptOf(request: HostedRequest): string {
  return headerOf(request, 'accept') ?? anything;
}

/** Whether a POST's Accept leaves only an event stream to answer with. Lax clients send nothing, any type or one type. */
export function wantsEvents(accept: string): boolean {
  return accept.includes('text/event-stream') && !/application\/(json|\*)|\*\/\*/.test(accept);
}

/** Whether a POST's Accept names event streams, so that the answer may become one when there is news on the way. */
export function acceptsEvents(accept: string): boolean {
  return accept.includes('text/event-stream');
}

/** Whether a GET's Accept takes an event stream. Browsers list text/html first and any type last: they are shown a hint. */
export function takesEvents(accept: string): boolean {
  return !accept.includes('text/html') && /text\/(event-stream|\*)|\*\/\*/.test(accept);
}
