import { isRecord } from '../../../runtime/schema/equality.js';
import { type ServerEvent, toolCall } from '../../../testing/client.js';
import { type EventStream, eventStream } from '../stream.js';
import { type Answer, jsonOf, type Trouble, type Wire } from '../wire.js';
import type { Endpoint } from './find.js';
import type { CallPlan } from './plan.js';
import { type HttpFacts, handshakeVersion, initializeParams, ofMessage, type RpcAnswer, request, rpc } from './rpc.js';

/** A JSON object of somebody else. */
type Fields = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

/** The tools of a server, all pages. */
export interface ToolList {
  readonly tools: readonly Fields[];
  /** Entries that are no objects. */
  readonly odd: number;
  /** Characters of all answers. */
  readonly length: number;
  /** The page that did not come. */
  readonly broken: RpcAnswer | undefined;
}

/** What carries requests: an endpoint with the headers of a session. */
export interface Line {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A conversation over Streamable HTTP. */
export interface HttpTalk extends Endpoint {
  /** The answer to `initialize`, with the token where there is one. */
  readonly opened: RpcAnswer;
  readonly list: ToolList | undefined;
  /** For calls. */
  readonly line: Line;
}

const mostPages = 20;

/** Shakes hands and lists the tools. */
export async function talkOverHttp(wire: Wire, endpoint: Endpoint, own: Headers): Promise<HttpTalk> {
  const { url, anonymous } = endpoint;
  const isOpen = Object.keys(own).length === 0;
  const opened = isOpen
    ? anonymous
    : await rpc(wire, url, { headers: own, body: request('initialize', initializeParams) });
  const line = { url, headers: { ...own, ...(opened.kind === 'result' && sessionHeaders(opened)) } };
  if (opened.kind !== 'result') return { ...endpoint, opened, list: undefined, line };
  await wire.ask(url, {
    method: 'POST',
    headers: { accept: 'application/json, text/event-stream', ...line.headers },
    body: { jsonrpc: '2.0', method: 'notifications/initialized' },
  });
  return { ...endpoint, opened, list: await listTools(wire, line), line };
}

function sessionHeaders({ result, http }: { readonly result: Fields; readonly http: HttpFacts }) {
  const { protocolVersion } = result;
  // What can't be a header is said to be what was asked for.
  const isVersion = typeof protocolVersion === 'string' && /^[\w.-]{1,40}$/.test(protocolVersion);
  return {
    'mcp-protocol-version': isVersion ? protocolVersion : handshakeVersion,
    ...(http.session !== undefined && { 'mcp-session-id': http.session }),
  };
}

async function listTools(wire: Wire, line: Line): Promise<ToolList> {
  const tools: unknown[] = [];
  let length = 0;
  let cursor: unknown;
  let broken: RpcAnswer | undefined;
  for (let page = 0; page < mostPages; page++) {
    const params = cursor === undefined ? {} : { cursor };
    const answer = await rpc(wire, line.url, { headers: line.headers, body: request('tools/list', params, page + 2) });
    if (answer.kind !== 'result' || !Array.isArray(answer.result['tools'])) {
      broken = answer;
      break;
    }
    tools.push(...answer.result['tools'].slice(0, 5000));
    length += answer.http.length;
    cursor = answer.result['nextCursor'];
    if (typeof cursor !== 'string') break;
  }
  const objects = tools.filter(isRecord);
  return { tools: objects, odd: tools.length - objects.length, length, broken };
}

/** Calls a tool. */
export function callTool(wire: Wire, { url, headers }: Line, { name, input }: CallPlan): Promise<RpcAnswer> {
  return rpc(wire, url, { headers, body: toolCall(name, input, 100) });
}

/** How far a visit to `GET /sse` came. */
export type SseState = 'none' | 'refused' | 'silent' | 'ended' | 'odd' | 'foreign' | 'mute' | 'answered';

/** A conversation over HTTP+SSE. */
export interface SseTalk {
  readonly url: string;
  readonly state: SseState;
  /** What was seen instead, where it is worth telling. */
  readonly seen: string;
  readonly status: number | undefined;
  readonly reply: RpcAnswer | undefined;
}

/** Opens the stream and sends `initialize` where it says. */
export async function talkOverSse(wire: Wire, url: string, own: Headers): Promise<SseTalk> {
  const opened = await wire.open(url, { headers: { accept: 'text/event-stream', ...own } });
  if (opened.kind === 'trouble') return troubled(url, opened);
  const { status, headers, body } = opened.response;
  const at = (state: SseState, seen = '', reply?: RpcAnswer): SseTalk => ({ url, state, seen, status, reply });
  try {
    if (status === 401 || status === 403) return at('refused');
    if (!/^text\/event-stream\b/i.test(headers.get('content-type') ?? '') || body === null) return at('none');
    const events = eventStream(body, wire.limits.mostBytes);
    const first = await events.next(wire.limits.eventMs);
    if (first === 'silence') return at('silent');
    if (first === 'end' || first === 'too much') return at('ended');
    const endpoint = endpointOf(first, opened.url);
    if (endpoint === undefined) return at('odd', first.event);
    if (new URL(endpoint).origin !== new URL(url).origin) return at('foreign', endpoint);
    return await converse(wire, { events, endpoint, own, at });
  } finally {
    opened.abort();
  }
}

function troubled(url: string, { cause, why }: Trouble): SseTalk {
  return { url, state: cause === 'timeout' ? 'silent' : 'none', seen: why, status: undefined, reply: undefined };
}

function endpointOf({ event, data }: ServerEvent, base: string): string | undefined {
  return event === 'endpoint' && URL.canParse(data, base) ? new URL(data, base).href : undefined;
}

interface Conversation {
  readonly events: EventStream;
  readonly endpoint: string;
  readonly own: Readonly<Record<string, string>>;
  at(state: SseState, seen?: string, reply?: RpcAnswer): SseTalk;
}

async function converse(wire: Wire, { events, endpoint, own, at }: Conversation): Promise<SseTalk> {
  const posted: Answer = await wire.ask(endpoint, {
    method: 'POST',
    headers: own,
    body: request('initialize', initializeParams),
  });
  if (posted.kind === 'trouble') return at('mute', posted.why);
  if (posted.status >= 300) return at('mute', `POST ${endpoint} answers ${posted.status}`);
  for (let skipped = 0; skipped < 20; skipped++) {
    const next = await events.next(wire.limits.eventMs);
    if (next === 'silence') return at('mute', 'the reply does not come: something between holds it back');
    if (typeof next === 'string') return at('mute', 'the stream ends before the reply');
    const message = jsonOf(next.data);
    if (!isRecord(message) || !('result' in message || 'error' in message)) continue;
    return at('answered', '', ofMessage(message, { status: 200, session: undefined, length: next.data.length }));
  }
  return at('mute', 'the reply does not come');
}
