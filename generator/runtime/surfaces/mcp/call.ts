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
  const { caller, requestId } = exchange;
  const name = isRecord(params) ? params['name'] : undefined;
  if (!isRecord(params) || typeof name !== 'string') {
    return { text: rpcError(id, rpcCode.params, 'tools/call needs params with the name of a tool.', requestId) };
  }
  const tool = runtime.tools.get(name);
  if (tool === undefined || !tool.contract.expose.includes('mcp')) {
    return { text: rpcError(id, rpcCode.params, `There is no tool '${name.slice(0, longestEcho)}'.`, requestId) };
  }
  const running = start(exchange, id);
  const outcome = await callTool(runtime, {
    tool,
    caller,
    surface: 'mcp',
    requestId,
    clientSignal: running.signal,
    readArguments: () => params['arguments'] ?? {},
  });
  if (running.end() === 'cancelled') return undefined;
  if (outcome.ok) return resultReply(id, resultText(outcome));
  const { error } = outcome;
  return { ...resultReply(id, failureResult(runtime, error, exchange)), error };
}

interface Running {
  readonly signal: () => AbortSignal;
  end(): 'cancelled' | 'done';
}

/** On a connection a call is listed while it runs, so that a later message can cancel it; a request cancels its own. */
function start({ link }: Exchange, id: RpcId): Running {
  if (link.kind === 'request') return { signal: link.clientSignal, end: () => 'done' };
  const call = { id, controller: new AbortController() };
  const { signal } = call.controller;
  link.running.add(call);
  return {
    signal: () => signal,
    end() {
      link.running.delete(call);
      return signal.aborted ? 'cancelled' : 'done';
    },
  };
}

/** A value travels twice: as structured content, and as text for clients that know only that. */
function resultText({ kind, text }: Extract<CallResult, { ok: true }>): string {
  if (kind === 'content') return `{"content":${text}}`;
  return `{"content":[{"type":"text","text":${JSON.stringify(text)}}],"structuredContent":${text}}`;
}
