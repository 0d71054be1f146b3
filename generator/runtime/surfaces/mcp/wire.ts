import { challenge, type ResourcePath } from '../../auth/challenge.js';
import { problem, type ToolError } from '../../errors.js';
import type { Runtime } from '../../tool.js';

/** Error codes of JSON-RPC 2.0, and those that MCP adds (revision 2026-07-28, schema.ts). */
export const rpcCode = {
  parse: -32700,
  request: -32600,
  method: -32601,
  params: -32602,
  headerMismatch: -32020,
  unsupportedVersion: -32022,
} as const;

/** An id that a reply can carry. */
export type RpcId = string | number;

/** Whether a request may have this id. */
export function isId(id: unknown): id is RpcId {
  return typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id));
}

const longestEcho = 100;

/** What a client sent, short enough to be said again in an error. */
export function echo(text: string): string {
  return text.slice(0, longestEcho);
}

/** The answer to one message, or to a batch. */
export interface Reply {
  /** JSON-RPC in one line. */
  readonly body: string;
  /** What follows on `body`, where it was prepared: shared by many replies, so that none copies it. */
  readonly rest?: Uint8Array<ArrayBuffer>;
  /** The HTTP status, where the transport has one; 200 when absent. */
  readonly status?: number;
  /** The failure of a call behind it, for transports that show one in their own way. */
  readonly error?: ToolError;
}

/** Why a message is not served. */
export interface RpcProblem {
  readonly code: number;
  readonly message: string;
  /** The HTTP status, where the transport has one; 200 when absent. */
  readonly status?: number;
  /** Members of the error's `data` besides the request id. */
  readonly data?: object;
}

/** The error reply to a request with this id, or null where it is none that a reply can carry; it is logged too. */
export function refuse({ log }: Runtime, problem: RpcProblem, to: { id: unknown; requestId: string }): Reply {
  const { code, message, status, data } = problem;
  const { requestId } = to;
  const id = isId(to.id) ? to.id : null;
  log.info({ requestId, rpcCode: code, reason: message }, 'an MCP message was refused');
  const body = JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, data: { ...data, requestId } } });
  return status === undefined ? { body } : { body, status };
}

/** The reply around a result that is JSON text already. */
export function resultReply(id: RpcId, result: string): Reply {
  return { body: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}` };
}

const encoder = new TextEncoder();

/** Makes replies around a result that never changes, encoded once. */
export function createPreparedReply(result: string): (id: RpcId) => Reply {
  const rest = encoder.encode(`${result}}`);
  return (id) => ({ body: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":`, rest });
}

/** The text of a notification. */
export function notificationText(method: string, params: object): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params });
}

/**
 * The members of a tools/call result for a failure: the problem document as a text block, never as structured content,
 * which clients hold against the output schema. Where signing in would help, `_meta` says how.
 */
export function failureMembers(
  runtime: Runtime,
  error: ToolError,
  where: { readonly requestId: string; readonly path: ResourcePath },
): { readonly members: string; readonly meta: object | undefined } {
  const authenticate = challenge(runtime, error, where.path);
  const content = [{ type: 'text', text: JSON.stringify(problem(error, where.requestId)) }];
  return {
    members: `"content":${JSON.stringify(content)},"isError":true`,
    meta: authenticate === undefined ? undefined : { 'mcp/www_authenticate': [authenticate] },
  };
}
