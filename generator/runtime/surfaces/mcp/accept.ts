import type { HttpRequest } from '../../http.js';

/** What an Accept header takes. Lax clients send none, any type or one type. */
export interface Accept {
  /** Whether a POST's answer can only be an event stream. */
  readonly wantsEvents: boolean;
  /** Whether it names event streams, so that the answer to a POST may become one when there is news on the way. */
  readonly namesEvents: boolean;
  /** Whether a GET takes one. Browsers list text/html first and any type last: they are shown a hint. */
  readonly takesEvents: boolean;
}

// Nearly all requests say the same.
let lastHeader = '';
let lastAccept = parseAccept(lastHeader);

/** The Accept of a request; without one it takes anything (RFC 9110, section 12.5.1). */
export function acceptOf(request: HttpRequest): Accept {
  const header = request.header('accept') ?? '*/*';
  if (header !== lastHeader) {
    lastAccept = parseAccept(header);
    lastHeader = header;
  }
  return lastAccept;
}

/** Media types are compared in lower case; one of quality 0 is refused (RFC 9110, section 12.4.2). */
function parseAccept(header: string): Accept {
  const ranges = header
    .toLowerCase()
    .split(',')
    .filter((range) => !/;\s*q=0(\.0*)?\s*(;|$)/.test(range))
    .map((range) => range.split(';', 1)[0]?.trim());
  const takes = (...names: readonly string[]) => names.some((name) => ranges.includes(name));
  const namesEvents = takes('text/event-stream');
  return {
    namesEvents,
    wantsEvents: namesEvents && !takes('application/json', 'application/*', '*/*'),
    takesEvents: takes('text/event-stream', 'text/*', '*/*') && !takes('text/html'),
  };
}
