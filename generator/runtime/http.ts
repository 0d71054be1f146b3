import { challenge, type ResourcePath } from './auth/challenge.js';
import { problem, type ToolError, toolError } from './errors.js';
import type { EventStream } from './event-stream.js';
import type { Runtime } from './tool.js';

/**
 * A request as the surfaces take it. A host gives its own form of it: making a web-standard Request of one costs a
 * third of a small call.
 */
export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** What the client calls this server: name, and port where it gave one. */
  readonly host: string;
  /** A header's value, those of a repeated one joined by `, `; null when it is absent. `name` in lower case. */
  header(name: string): string | null;
  /** The body; undefined when it is larger than `most` bytes. Rejects when the connection ends before the body does. */
  bytes(most: number): Promise<Uint8Array | undefined>;
  /** What stands for its connection, in hosts that keep them open between requests. */
  readonly connection?: object;
  /** Aborted when the client leaves before it has its answer. */
  readonly signal: AbortSignal;
}

/** Headers of an answer, as a plain record: hosts send those without building a Headers object. */
export type HeaderRecord = Record<string, string>;

/** An answer for the host to send. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case names. Made for this answer alone: the host may add to them. */
  readonly headers: HeaderRecord;
  readonly body: string | EventStream;
  /** What follows on a text, where it was prepared: the same bytes for many answers. */
  readonly rest?: Uint8Array<ArrayBuffer> | undefined;
}

/** Answers a request to one path. Rejects only by a defect. */
export type Endpoint = (request: HttpRequest) => Promise<HttpAnswer>;

/** What a failure's answer depends on besides the failure. */
export interface ProblemOptions {
  readonly requestId: string;
  /** The resource that a 401 or 403 points at; the whole server when absent. */
  readonly path?: ResourcePath;
  /** The methods that a 405 names. */
  readonly allow?: string;
  /** Whether the log has it already, as it has every call. */
  readonly isLogged?: boolean;
}

const retryAfterSeconds = 5;

/** The headers of whatever a browser can be led to: it shall run none of it. Pages have a policy of their own instead. */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** The headers of what is made for one caller and could be taken for a page. */
export function privateHeaders(contentType: string, requestId: string): HeaderRecord {
  return { ...securityHeaders, 'content-type': contentType, 'cache-control': 'no-store', 'x-request-id': requestId };
}

/**
 * The headers of JSON that a POST of JSON is answered with. No link or form leads a browser there, and none shows it as a
 * page: what securityHeaders has for pages would only be a twentieth of a call.
 */
export function resultHeaders(requestId: string): HeaderRecord {
  return {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
    'x-content-type-options': 'nosniff',
  };
}

/** The answer to what asks for none, or is answered elsewhere. It has nothing that could be kept or shown. */
export function accepted(requestId: string): HttpAnswer {
  return { status: 202, headers: { 'x-request-id': requestId }, body: '' };
}

/** Notes a failure that a client is answered with, so that the request id of the answer leads to the log. */
export function logRefusal({ log }: Runtime, error: ToolError, requestId: string): void {
  log.info({ requestId, code: error.name, status: error.status }, 'a request was refused');
}

/** A failure over HTTP: its own status, a problem document (RFC 9457), and the headers that its status asks for. */
export function problemAnswer(runtime: Runtime, error: ToolError, options: ProblemOptions): HttpAnswer {
  const { requestId, path = '', allow, isLogged = false } = options;
  const { status } = error;
  if (!isLogged) logRefusal(runtime, error, requestId);
  const headers = privateHeaders('application/problem+json', requestId);
  const authenticate = challenge(runtime, error, path);
  if (authenticate !== undefined) headers['www-authenticate'] = authenticate;
  if (status === 503 || status === 429) headers['retry-after'] = String(error.retryAfterSeconds ?? retryAfterSeconds);
  if (allow !== undefined) headers['allow'] = allow;
  return { status, headers, body: JSON.stringify(problem(error, requestId)) };
}

/** What answers when a surface itself fails, which only a defect of it can make happen. */
export function brokenAnswer(runtime: Runtime, cause: unknown): HttpAnswer {
  const requestId = runtime.newId();
  runtime.log.error({ err: cause, requestId }, 'request failed');
  return problemAnswer(runtime, broken, { requestId });
}

const broken = toolError('internal_error', 'The server failed. Its log has the cause.');
