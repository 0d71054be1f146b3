import { Ajv2020 } from 'ajv/dist/2020.js';
import { isRecord } from '../../runtime/schema/equality.js';
import { type EchoInput, echoInput, narrateInput } from '../mcp-load/fixture.js';
import type { Frame } from './frames.js';

// What a right server may answer to a frame, read from the frame's bytes and headers alone. Written from JSON-RPC 2.0, from
// MCP's revisions and from the documented behaviour of the transports, not from what the server does.

/** How a request may come out: with a result, with a failed call (a problem's code), or with a JSON-RPC error. */
export type Outcome =
  | { readonly kind: 'result'; readonly method: string; readonly echo?: EchoInput; readonly asked?: unknown }
  | { readonly kind: 'failure'; readonly code: string }
  | { readonly kind: 'error'; readonly code: number; readonly status: readonly number[] };

/** The reply to one request. */
export interface Wanted {
  readonly ids: readonly unknown[];
  readonly outcomes: readonly Outcome[];
}

/** One thing that a right server may do. */
export type Alternative =
  /** A problem document of this status. */
  | { readonly kind: 'problem'; readonly status: number }
  /** No answer; over HTTP 202 without a body. */
  | { readonly kind: 'silence' }
  | ({ readonly kind: 'reply' } & Wanted)
  /** A list with one reply for each message that needs one. */
  | { readonly kind: 'replies'; readonly each: readonly (readonly Alternative[])[] }
  /** A subscription's acknowledgement, on a stream that stays open. */
  | { readonly kind: 'subscribed' };

/** Where a frame goes. */
export interface Place {
  /** Whether it is carried by HTTP, with headers. */
  readonly http: boolean;
  /** Whether the reply comes on a stream of its own, such as a session's. */
  readonly session: boolean;
}

const mostBytes = 1024 * 1024;
const mostInBatch = 50;
const modern = '2026-07-28';
const handshakes = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];
const prefix = 'io.modelcontextprotocol/';
const levels = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];
const ajv = new Ajv2020({ strict: false });
const takesEcho = ajv.compile<EchoInput>(echoInput);
const takesNarrate = ajv.compile(narrateInput);

const silence: Alternative = { kind: 'silence' };
const problem = (status: number): Alternative => ({ kind: 'problem', status });
const error = (code: number, ...status: readonly number[]): Outcome => ({ kind: 'error', code, status });
const failure = (code: string): Outcome => ({ kind: 'failure', code });
const reply = (ids: readonly unknown[], ...outcomes: readonly Outcome[]): Alternative => ({
  kind: 'reply',
  ids,
  outcomes,
});

/** What may come of a frame; undefined where nothing has to, since its sender has gone. */
export function expectedOf(frame: Frame, place: Place): readonly Alternative[] | undefined {
  if (frame.sent !== undefined) return undefined;
  const text = decoded(frame.body);
  if (!place.http) return frame.body.length > mostBytes ? [unreadable] : ofText(text, frame, place);
  const { headers } = frame;
  const refusals: Alternative[] = [];
  if (headers['origin']?.startsWith('https://evil') || headers['origin'] === 'null') return [problem(403)];
  if (frame.token === 'none' || frame.token === 'bad') return [problem(401)];
  if (place.session && frame.session !== 'own') refusals.push(problem(404));
  if (frame.body.length > mostBytes) refusals.push(problem(413));
  if (!isJson(headers['content-type']) || !['identity', undefined].includes(headers['content-encoding'])) {
    // With no bytes there is nothing that a type or encoding could be wrong for.
    refusals.push(problem(415), ...(frame.body.length === 0 ? [unreadable] : []));
  }
  return refusals.length > 0 ? refusals : ofText(text, frame, place);
}

const unreadable = reply([null], error(-32700, 400));

function ofText(text: string | undefined, frame: Frame, place: Place): readonly Alternative[] {
  // A line without anything in it separates messages.
  if (!place.http && text?.trim() === '') return [silence, unreadable];
  const value = parsed(text);
  // Around a message on a line of its own there may be more than JSON's blanks (RFC 8259, 9: a parser may accept more).
  const lax = place.http || value.ok ? value : parsed(text?.trim());
  if (lax.ok && !value.ok) return [unreadable, ...ofBody(lax.value, frame, place)];
  return value.ok ? ofBody(value.value, frame, place) : [unreadable];
}

function ofBody(body: unknown, frame: Frame, place: Place): readonly Alternative[] {
  if (!Array.isArray(body)) return ofMessage(body, frame, place);
  const version = place.http && !place.session ? frame.headers['mcp-protocol-version'] : undefined;
  const refused = reply([null], error(-32600, 400), ...(isServed(version) ? [] : [error(-32022, 400)]));
  const mayBatch = version === undefined || version === '2025-03-26';
  const isOne = body.some((message) => isRecord(message) && message['method'] === 'initialize');
  if (!mayBatch || body.length === 0 || body.length > mostInBatch || isOne) return [refused];
  const claims = body.some((message) => claimOf(message) !== undefined);
  const each = body.map((message) => ofMessage(message, frame, { http: false, session: false }));
  const replies: Alternative = { kind: 'replies', each };
  const isSilent = each.every((alternatives) => alternatives.includes(silence));
  // A session takes batches when its handshake was one of 2025-03-26, which mutated handshakes may change at any time.
  return [...(isSilent ? [silence] : []), replies, ...(claims || !place.http || place.session ? [refused] : [])];
}

/** The facts of a message that its outcome depends on. */
interface Facts {
  readonly message: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>> | undefined;
  readonly method: string;
  readonly frame: Frame;
  readonly place: Place;
}

function ofMessage(message: unknown, frame: Frame, place: Place): readonly Alternative[] {
  if (!isRecord(message)) return [reply([null], ...versionErrors(frame, place), error(-32600, 400))];
  const { id, method } = message;
  const ids = isId(id) ? [id, null] : [null];
  if (message['jsonrpc'] !== '2.0') return [reply(ids, ...versionErrors(frame, place), error(-32600, 400))];
  if (typeof method !== 'string') {
    const invalid = reply(ids, ...versionErrors(frame, place), error(-32600, 400));
    const isReply = Object.hasOwn(message, 'result') || Object.hasOwn(message, 'error');
    if (!isReply) return [invalid];
    return method === undefined ? [silence] : [silence, invalid];
  }
  const params = isRecord(message['params']) ? message['params'] : undefined;
  const facts: Facts = { message, params, method, frame, place };
  const { errors, isModern } = eraOf(facts);
  if (id === undefined) return errors.length > 0 ? [silence, reply([null], ...errors)] : [silence];
  if (!isId(id)) return [reply([null], ...errors, error(-32600, 400))];
  if (errors.length > 0) return [reply([id], ...errors)];
  if (isModern && method === 'subscriptions/listen') {
    // Without a stream to be heard on there can be no subscription.
    return [{ kind: 'subscribed' }, reply([id], error(-32600, 400))];
  }
  const isStructured = message['params'] === undefined || params !== undefined;
  const lenient = isStructured ? [] : [error(-32600, 400, 200), error(-32602, 400, 200)];
  return [reply([id], ...(isModern ? modernOutcomes(facts) : handshakeOutcomes(facts)), ...lenient)];
}

/** What a header with an unknown version may lead to before the message is looked at. */
function versionErrors({ headers }: Frame, { http, session }: Place): readonly Outcome[] {
  return http && !session && !isServed(headers['mcp-protocol-version']) ? [error(-32022, 400)] : [];
}

interface Era {
  readonly isModern: boolean;
  /** The errors that are right for what it says of its version, and for headers that contradict it. */
  readonly errors: readonly Outcome[];
}

function eraOf({ message, params, method, frame: { headers }, place }: Facts): Era {
  const claimed = claimOf(message);
  const named = place.http && !place.session ? headers['mcp-protocol-version'] : undefined;
  const hasHeaders = place.http && !place.session;
  if (claimed === undefined && named !== modern) {
    return { isModern: false, errors: isServed(named) ? [] : [error(-32022, 400), error(-32600, 400)] };
  }
  const errors: Outcome[] = [];
  const meta = isRecord(params?.['_meta']) ? params['_meta'] : {};
  if (claimed !== undefined && hasHeaders && named !== claimed) errors.push(error(-32020, 400));
  if (typeof claimed !== 'string')
    errors.push(error(-32602, 400), ...(claimed === undefined ? [] : [error(-32022, 400)]));
  else if (claimed !== modern && !(isAmong(handshakes, claimed) && errors.length === 0))
    errors.push(error(-32022, 400));
  if (claimed !== undefined && isAmong(handshakes, claimed) && errors.length === 0) return { isModern: false, errors };
  if (!isRecord(meta[`${prefix}clientCapabilities`])) errors.push(error(-32602, 400));
  const level = meta[`${prefix}logLevel`];
  if (level !== undefined && !isAmong(levels, level)) errors.push(error(-32602, 400));
  if (!hasHeaders) return { isModern: true, errors };
  if (headers['mcp-method'] !== method) errors.push(error(-32020, 400));
  if (method === 'tools/call' && unwrapped(headers['mcp-name']) !== params?.['name']) {
    errors.push(error(-32020, 400), ...(typeof params?.['name'] === 'string' ? [] : [error(-32602, 400, 200)]));
  }
  return { isModern: true, errors };
}

function modernOutcomes(facts: Facts): readonly Outcome[] {
  const { method } = facts;
  if (method === 'tools/call') return callOutcomes(facts, [200, 400]);
  if (method === 'server/discover' || method === 'tools/list') return [{ kind: 'result', method }];
  return [error(-32601, 404)];
}

function handshakeOutcomes(facts: Facts): readonly Outcome[] {
  const { method, params } = facts;
  switch (method) {
    case 'tools/call':
      return callOutcomes(facts, [200]);
    case 'initialize':
      return [{ kind: 'result', method, asked: params?.['protocolVersion'] }, error(-32602, 200)];
    case 'ping':
    case 'tools/list':
      return [{ kind: 'result', method }];
    case 'logging/setLevel':
      return isAmong(levels, params?.['level']) ? [{ kind: 'result', method }] : [error(-32602, 200)];
    default:
      return [error(-32601, 200)];
  }
}

function callOutcomes({ params, frame }: Facts, status: readonly number[]): readonly Outcome[] {
  const invalid = error(-32602, ...status);
  const name = params?.['name'];
  if (name !== 'echo' && name !== 'save' && name !== 'narrate') return [invalid];
  if (name === 'save' && frame.token === 'narrow') return [failure('insufficient_scope')];
  const given = params?.['arguments'] ?? {};
  if (!isRecord(given)) return [failure('invalid_arguments'), invalid];
  if (name === 'save')
    return Object.keys(given).length === 0 ? [{ kind: 'result', method: 'save' }] : [failure('invalid_arguments')];
  if (name === 'narrate')
    return takesNarrate(given) ? [{ kind: 'result', method: 'narrate' }] : [failure('invalid_arguments')];
  // Ajv fills nothing in, and reads own members only.
  return takesEcho(given) ? [{ kind: 'result', method: 'echo', echo: given }] : [failure('invalid_arguments')];
}

function claimOf(message: unknown): unknown {
  const params = isRecord(message) ? message['params'] : undefined;
  const meta = isRecord(params) ? params['_meta'] : undefined;
  return isRecord(meta) ? meta[`${prefix}protocolVersion`] : undefined;
}

/** Whether a value of any kind is one of these texts. */
function isAmong(texts: readonly string[], value: unknown): boolean {
  return texts.some((text) => text === value);
}

function isServed(version: string | undefined): boolean {
  return version === undefined || version === modern || isAmong(handshakes, version);
}

function isId(id: unknown): id is string | number {
  return typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id));
}

function isJson(type: string | undefined): boolean {
  return type === undefined || /^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type);
}

/** A header's text, which may be in base64 (MCP 2026-07-28, streamable-http). */
function unwrapped(header: string | undefined): string | undefined {
  const encoded = /^=\?base64\?(.*)\?=$/.exec(header ?? '')?.[1];
  return encoded === undefined ? header : decoded(Buffer.from(encoded, 'base64'));
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parsed(text: string | undefined): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isTooDeep(value) ? { ok: false } : { ok: true, value };
  } catch {
    return { ok: false };
  }
}

const mostLevels = 200;

/** Whether objects and lists lie in each other more than {@link mostLevels} deep. */
function isTooDeep(value: unknown): boolean {
  const containers = (values: readonly unknown[]) => values.filter((each) => typeof each === 'object' && each !== null);
  let level = containers([value]);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > mostLevels) return true;
    level = containers(level.flatMap((each): unknown[] => Object.values(each as object)));
  }
  return false;
}
