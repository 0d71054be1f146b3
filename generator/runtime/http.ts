import { challenge, type ResourcePath } from './auth/challenge.js';
import { problem, type ToolError } from './errors.js';
import { type HostedRequest, hostParts, type PreparedAnswer, sentByHost } from './hosted.js';
import type { Runtime } from './tool.js';

/** Headers of an answer, as a plain record: hosts send those without building a Headers object. */
export type HeaderRecord = Record<string, string>;

/** What a failure's answer depends on besides the failure. */
export interface ProblemOptions {
  readonly requestId: string;
  /** The resource that a 401 or 403 points at; the whole server when absent. */
  readonly path?: ResourcePath;
  /** The methods that a 405 names. */
  readonly allow?: string;
}

const retryAfterSeconds = '5';

/** The headers that every answer made for one caller carries. */
export function privateHeaders(contentType: string, requestId: string): HeaderRecord {
  return { 'content-type': contentType, 'cache-control': 'no-store', 'x-request-id': requestId };
}

/** The response of prepared bytes. A host that can writes them as they are, where a Response would have them copied. */
export function preparedResponse(request: HostedRequest, answer: PreparedAnswer): Response {
  const host = request[hostParts];
  if (host !== undefined) {
    host.send(answer);
    return sentByHost;
  }
  const { status, headers, body, rest } = answer;
  return new Response(new Blob([body, rest]), { status, headers });
}

/** Notes a failure that a client is answered with, so that the request id of the answer leads to the log. */
export function logRefusal({ log }: Runtime, error: ToolError, requestId: string): void {
  log.info({ requestId, code: error.name, status: error.status }, 'a request was refused');
}

/** A failure over HTTP: its own status, a problem document (RFC 9457), and the headers that its status asks for. */
export function problemResponse(runtime: Runtime, error: ToolError, options: ProblemOptions): Response {
  const { requestId, path = '', allow } = options;
  const { status } = error;
  logRefusal(runtime, error, requestId);
  const headers = privateHeaders('application/problem+json', requestId);
  const authenticate = challenge(runtime, error, path);
  if (authenticate !== undefined) headers['www-authenticate'] = authenticate;
  if (status === 503 || status === 429) headers['retry-after'] = retryAfterSeconds;
  if (allow !== undefined) headers['allow'] = allow;
  return new Response(JSON.stringify(problem(error, requestId)), { status, headers });
}
