import type { FailureDetail } from './contract.js';
import type { Issue } from './schema/index.js';

/** Status and title of every failure that is not a tool's own. */
const kinds = {
  invalid_json: [400, 'Invalid JSON'],
  invalid_arguments: [400, 'Invalid arguments'],
  unauthenticated: [401, 'Sign-in needed'],
  invalid_token: [401, 'Access token refused'],
  insufficient_scope: [403, 'Scope missing'],
  forbidden: [403, 'Not allowed'],
  unknown_tool: [404, 'Unknown tool'],
  not_found: [404, 'Not found'],
  method_not_allowed: [405, 'Method not allowed'],
  payload_too_large: [413, 'Request too large'],
  unsupported_media_type: [415, 'Unsupported media type'],
  misdirected: [421, 'Unknown host'],
  too_many_streams: [429, 'Too many streams'],
  too_many_calls: [429, 'Too many calls'],
  rate_limited: [429, 'Too many calls'],
  cancelled: [499, 'Cancelled'],
  internal_error: [500, 'Server failure'],
  result_too_large: [500, 'Result too large'],
  not_implemented: [501, 'Not implemented'],
  unavailable: [503, 'Unavailable'],
  timeout: [504, 'Timed out'],
} as const satisfies Record<string, readonly [number, string]>;

/** Names of the failures that the runtime itself can answer with. */
export type ToolErrorCode = keyof typeof kinds;

/** A failure as data; each surface translates it. */
export interface ToolError {
  /** A {@link ToolErrorCode}, or `declared` when the tool's spec declares it; its name is then in `name`. */
  readonly code: ToolErrorCode | 'declared';
  /** The stable name that callers see. */
  readonly name: string;
  /** HTTP status. */
  readonly status: number;
  readonly title: string;
  /** Safe to show: no stack, no library text, nothing of a token. */
  readonly detail: string;
  readonly errors: readonly Issue[];
  /** Short names of the scopes that would help, on 401 and 403. */
  readonly scopes?: readonly string[];
  /** When it is worth another try, on 429 and 503. */
  readonly retryAfterSeconds?: number;
}

/** Builds a failure of the runtime's own. */
export function toolError(
  code: ToolErrorCode,
  detail: string,
  more: { readonly errors?: readonly Issue[]; readonly scopes?: readonly string[] } = {},
): ToolError {
  const [status, title] = kinds[code];
  return { code, name: code, status, title, detail, errors: [], ...more };
}

/** Carries a ToolError through code that throws. */
export class ToolFailure extends Error {
  readonly toolError: ToolError;

  /** A `cause` goes to the server's log, and nowhere else. */
  constructor(error: ToolError, options?: ErrorOptions) {
    super(error.detail, options);
    this.toolError = error;
  }
}

/**
 * What a handler throws when something it depends on is out of order for now: callers get 503 with `detail`, which must
 * be safe to show, and the server's log gets `cause`.
 */
export function unavailable(detail: string, cause: unknown): Error {
  return new ToolFailure(toolError('unavailable', detail), { cause });
}

/** The failure behind `ctx.error(name)`: one that the tool's spec declares. */
export function declaredFailure(
  name: string,
  declared: { readonly status: number; readonly message: string },
  { detail = declared.message, pointer }: FailureDetail = {},
): ToolFailure {
  const errors = pointer === undefined ? [] : [{ pointer, code: name, message: detail }];
  const title = declared.message.replace(/[.!]$/, '');
  return new ToolFailure({ code: 'declared', name, status: declared.status, title, detail, errors });
}

/** The body that both surfaces answer a failure with (RFC 9457, `type` about:blank). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly Issue[];
}

/** The problem document of a failure. */
export function problem(error: ToolError, requestId: string): Problem {
  const { title, status, detail, name, errors } = error;
  return {
    type: 'about:blank',
    title,
    status,
    detail,
    code: name,
    requestId,
    ...(errors.length > 0 && { errors }),
  };
}
