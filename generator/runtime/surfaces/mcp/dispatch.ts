import type { ResourcePath } from '../../auth/challenge.js';
import { type CallResult, callTool } from '../../call-tool.js';
import type { Caller } from '../../contract.js';
import type { ToolError } from '../../errors.js';
import { isRecord } from '../../schema/equality.js';
import type { Runtime } from '../../tool.js';
import { failureResult, type RpcId, rpcCode, rpcError } from './errors.js';

/** Protocol revisions of the handshake era, oldest first. */
export const revisions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;
const latest = '2025-11-25';

/** Where a message came from. */
export interface Exchange {
  readonly caller: Caller;
  readonly requestId: string;
  /** The endpoint whose metadata a sign-in challenge points at. */
  readonly path: ResourcePath;
  readonly signal: AbortSignal;
}

/** The answer to one message: its JSON-RPC text, and the failure behind it if a transport has to show one. */
export interface Reply {
  readonly text: string;
  readonly error?: ToolError;
}

/** Answers one message; undefined for what needs no answer (notifications and replies). */
export type Dispatch = (message: unknown, exchange: Exchange) => Promise<Reply | undefined>;

/** The dispatcher over a runtime; `manifest` is the prepared text of the tools/list result. */
export function createDispatch(runtime: Runtime, manifest: string): Dispatch {
  const { title, version, description } = runtime.service;
  const serverInfo = JSON.stringify({ name: title, title, version });
  const instructions = JSON.stringify(description);

  const initialize = (params: unknown): string => {
    const asked = isRecord(params) ? params['protocolVersion'] : undefined;
    const revision = revisions.find((known) => known === asked) ?? latest;
    return `{"protocolVersion":"${revision}","capabilities":{"tools":{}},"serverInfo":${serverInfo},"instructions":${instructions}}`;
  };

  return async (message, exchange) => {
    const { requestId } = exchange;
    if (!isRecord(message) || message['jsonrpc'] !== '2.0') {
      return { text: rpcError(null, rpcCode.request, 'Not a JSON-RPC 2.0 message.', requestId) };
    }
    const { id, method, params } = message;
    if (typeof method !== 'string') {
      if (isReply(message)) return undefined;
      return { text: rpcError(isId(id) ? id : null, rpcCode.request, 'The message has no method.', requestId) };
    }
    if (id === undefined) return undefined;
    if (!isId(id)) return { text: rpcError(null, rpcCode.request, 'An id is a string or a number.', requestId) };
    switch (method) {
      case 'initialize':
        return result(id, initialize(params));
      case 'ping':
        return result(id, '{}');
      case 'tools/list':
        return result(id, manifest);
      case 'tools/call':
        return call({ runtime, id, params, exchange });
      default:
        return { text: rpcError(id, rpcCode.method, `There is no method '${method.slice(0, 100)}'.`, requestId) };
    }
  };
}

function isId(id: unknown): id is RpcId {
  return typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id));
}

function isReply(message: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(message, 'result') || Object.hasOwn(message, 'error');
}

function result(id: RpcId, text: string): Reply {
  return { text: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${text}}` };
}

interface ToolCall {
  readonly runtime: Runtime;
  readonly id: RpcId;
  readonly params: unknown;
  readonly exchange: Exchange;
}

async function call({ runtime, id, params, exchange }: ToolCall): Promise<Reply> {
  const { caller, requestId, signal } = exchange;
  if (!isRecord(params) || typeof params['name'] !== 'string') {
    return { text: rpcError(id, rpcCode.params, 'tools/call needs params with the name of a tool.', requestId) };
  }
  const tool = runtime.tools.get(params['name']);
  if (tool === undefined || !tool.contract.expose.includes('mcp')) {
    const message = `There is no tool '${params['name'].slice(0, 100)}'.`;
    return { text: rpcError(id, rpcCode.params, message, requestId) };
  }
  const outcome = await callTool(runtime, {
    tool,
    caller,
    surface: 'mcp',
    requestId,
    signal,
    readArguments: () => params['arguments'] ?? {},
  });
  if (outcome.ok) return result(id, resultText(outcome));
  return { ...result(id, failureResult(runtime, outcome.error, exchange)), error: outcome.error };
}

/** A value travels twice: as structured content, and as text for clients that know only that. */
function resultText({ kind, text }: Extract<CallResult, { ok: true }>): string {
  if (kind === 'content') return `{"content":${text}}`;
  return `{"content":[{"type":"text","text":${JSON.stringify(text)}}],"structuredContent":${text}}`;
}
