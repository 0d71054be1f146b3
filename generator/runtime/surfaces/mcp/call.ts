import { type CallResult, callTool } from '../../call-tool.js';
import { isRecord } from '../../schema/equality.js';
import type { Runtime } from '../../tool.js';
import { failureResult, type RpcId, rpcCode, rpcError } from './errors.js';
import type { Exchange, Reply } from './exchange.js';
import { resultReply } from './reply.js';

const longestEcho = 100;

/** A tools/call request. */
export interface ToolCall {
  readonly id: RpcId;
  readonly params: unknown;
  readonly exchange: Exchange;
}

/**
 * Answers tools/call: a result of the tool, a result with `isError` for whatever the call itself met, or -32602 when there
 * is no such tool to call. Undefined for a call that its client has cancelled.
 */
export async function answerCall(runtime: Runtime, { id, params, exchange }: ToolCall): Promise<Reply | undefined> {
  const { caller, requestId, link } = exchange;
  const name = isRecord(params) ? params['name'] : undefined;
  if (!isRecord(params) || typeof name !== 'string') {
    return { text: rpcError(id, rpcCode.params, 'tools/call needs params with the name of a tool.', requestId) };
  }
  const tool = runtime.tools.get(name);
  if (tool === undefined || !tool.contract.expose.includes('mcp')) {
    return { text: rpcError(id, rpcCode.params, `There is no tool '${name.slice(0, longestEcho)}'.`, requestId) };
  }
  const outcome = await cancellable(exchange, id, (signal) =>
    callTool(runtime, {
      tool,
      caller,
      surface: 'mcp',
      requestId,
      signal,
      readArguments: () => params['arguments'] ?? {},
    }),
  );
  if (outcome.ok) return resultReply(id, resultText(outcome));
  const { error } = outcome;
  if (error.code === 'cancelled' && link.kind === 'connection') return undefined;
  return { ...resultReply(id, failureResult(runtime, error, exchange)), error };
}

async function cancellable<T>({ link }: Exchange, id: RpcId, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (link.kind === 'request') return run(link.signal);
  const call = { id, controller: new AbortController() };
  link.running.add(call);
  try {
    return await run(call.controller.signal);
  } finally {
    link.running.delete(call);
  }
}

/** A value travels twice: as structured content, and as text for clients that know only that. */
function resultText({ kind, text }: Extract<CallResult, { ok: true }>): string {
  if (kind === 'content') return `{"content":${text}}`;
  return `{"content":[{"type":"text","text":${JSON.stringify(text)}}],"structuredContent":${text}}`;
}
