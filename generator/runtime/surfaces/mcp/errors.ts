import { challenge, type ResourcePath } from '../../auth/challenge.js';
import { problem, type ToolError } from '../../errors.js';
import type { Runtime } from '../../tool.js';

/** JSON-RPC 2.0 error codes. */
export const rpcCode = { parse: -32700, request: -32600, method: -32601, params: -32602 } as const;

/** An id that a reply can carry. */
export type RpcId = string | number;

/** The text of a JSON-RPC error. `id` is null where the request's could not be read. */
export function rpcError(id: RpcId | null, code: number, message: string, requestId: string): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, data: { requestId } } });
}

/**
 * The text of a tools/call result for a failure: the problem document as a text block, never as structured content,
 * which clients hold against the output schema. Where signing in would help, `_meta` says how.
 */
export function failureResult(
  runtime: Runtime,
  error: ToolError,
  where: { readonly requestId: string; readonly path: ResourcePath },
): string {
  const authenticate = challenge(runtime, error, where.path);
  return JSON.stringify({
    content: [{ type: 'text', text: JSON.stringify(problem(error, where.requestId)) }],
    isError: true,
    ...(authenticate !== undefined && { _meta: { 'mcp/www_authenticate': [authenticate] } }),
  });
}
