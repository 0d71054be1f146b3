import { isRecord } from '../../../runtime/schema/equality.js';
import { eventStream } from '../stream.js';
import { type Answer, type Ask, jsonOf, type Reply, type Trouble, type Wire } from '../wire.js';

/** What a JSON-RPC request came to. `session` is the id that a stateful server gave. */
export type RpcAnswer =
  | { readonly kind: 'result'; readonly result: Readonly<Record<string, unknown>>; readonly http: HttpFacts }
  | {
      readonly kind: 'error';
      readonly code: unknown;
      readonly message: string;
      readonly data: unknown;
      readonly http: HttpFacts;
    }
  /** No JSON-RPC at all. */
  | { readonly kind: 'http'; readonly reply: Reply }
  | Trouble;

/** How the answer came. */
export interface HttpFacts {
  readonly status: number;
  readonly session: string | undefined;
  /** Characters of the message. */
  readonly length: number;
}

/** Accepts both of what Streamable HTTP may answer. */
export const acceptBoth = { accept: 'application/json, text/event-stream' };

/** A JSON-RPC request with this id. */
export function request(method: string, params: object = {}, id = 1) {
  return { jsonrpc: '2.0', id, method, params };
}

/** Revision of the handshake, as Claude Desktop sends it. */
export const handshakeVersion = '2025-11-25';

/** The parameters of `initialize`. */
export const initializeParams = {
  protocolVersion: handshakeVersion,
  capabilities: {},
  clientInfo: { name: 'diglot-doctor', version: '1.0.0' },
};

/** Posts one request, and takes its reply out of the body or out of the event stream. */
export async function rpc(wire: Wire, url: string, ask: Ask): Promise<RpcAnswer> {
  const opened = await wire.open(url, { method: 'POST', ...ask, headers: { ...acceptBoth, ...ask.headers } });
  if (opened.kind === 'trouble') return opened;
  const { response } = opened;
  const session = response.headers.get('mcp-session-id') ?? undefined;
  const isStream = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
  if (!isStream || response.body === null) {
    const answer = await wire.read(opened);
    return answer.kind === 'trouble' ? answer : ofReply(answer, session);
  }
  const events = eventStream(response.body, wire.limits.mostBytes);
  const until = performance.now() + wire.limits.answerMs;
  try {
    for (;;) {
      const next = await events.next(until - performance.now());
      if (typeof next === 'string') return streamTrouble(url, next);
      const message = jsonOf(next.data);
      if (!isRecord(message) || !('result' in message || 'error' in message)) continue;
      return ofMessage(message, { status: response.status, session, length: next.data.length });
    }
  } finally {
    opened.abort();
  }
}

function streamTrouble(url: string, what: 'silence' | 'end' | 'too much'): Trouble {
  const why = {
    silence: `${url} opens a stream, but the reply does not come: something between holds it back.`,
    end: `The stream of ${url} ends without the reply.`,
    'too much': `${url} sends more than a reply.`,
  };
  return { kind: 'trouble', cause: what === 'too much' ? 'size' : 'timeout', why: why[what] };
}

function ofReply(reply: Reply, session: string | undefined): RpcAnswer {
  const { json, status, text } = reply;
  // Before 2025-06-18 a reply could come in a batch.
  const message = Array.isArray(json) ? json[0] : json;
  if (!isRecord(message) || message['jsonrpc'] !== '2.0') return { kind: 'http', reply };
  return ofMessage(message, { status, session, length: text.length });
}

/** Reads a JSON-RPC reply. */
export function ofMessage(message: Readonly<Record<string, unknown>>, http: HttpFacts): RpcAnswer {
  const { error, result } = message;
  if (isRecord(error)) {
    return { kind: 'error', code: error['code'], message: String(error['message'] ?? ''), data: error['data'], http };
  }
  return { kind: 'result', result: isRecord(result) ? result : {}, http };
}

/** The reply of HTTP that an answer came in without being JSON-RPC, where it did. */
export function statusOf(answer: RpcAnswer | Answer): number | undefined {
  if (answer.kind === 'trouble') return undefined;
  if (answer.kind === 'reply') return answer.status;
  return answer.kind === 'http' ? answer.reply.status : answer.http.status;
}
