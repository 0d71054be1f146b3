import { type Call, type CallResult, callTool } from '../../call-tool.js';
import type { Notice } from '../../context.js';
import { logRefusal } from '../../http.js';
import { isRecord } from '../../schema/equality.js';
import type { Runtime, Tool } from '../../tool.js';
import type { Exchange, Link, Running } from './exchange.js';
import { audible } from './log-level.js';
import { metaOf } from './revisions/meta.js';
import type { Method, Revision } from './revisions/revision.js';
import {
  echo,
  failureMembers,
  isId,
  notificationText,
  type RpcId,
  type RpcProblem,
  resultReply,
  rpcCode,
} from './wire.js';

const longestToken = 1000;

/**
 * Serves tools/call: a result of the tool, a result with `isError` for whatever the call itself met, or -32602 when there
 * is no such tool to call.
 */
export function createCall(runtime: Runtime): Method {
  const run = async (tool: Tool, { id, params }: ToolRequest, exchange: Exchange, revision: Revision) => {
    const { caller, requestId, refusal, link } = exchange;
    const running = link.start(id);
    const call: Call = {
      tool,
      caller,
      surface: 'mcp',
      requestId,
      clientSignal: () => running.signal(),
      readArguments: () => params['arguments'],
      tell: telling(params, link, { revision, running }),
    };
    const outcome: CallResult = refusal === undefined ? await callTool(runtime, call) : { ok: false, error: refusal };
    running.end();
    if (running.isCancelled) return undefined;
    if (outcome.ok) return resultReply(id, `{${revision.resultHead()}${resultMembers(outcome)}}`);
    // Every call that was made has a line of its own.
    if (refusal !== undefined) logRefusal(runtime, refusal, requestId);
    const { members, meta } = failureMembers(runtime, outcome.error, exchange);
    return { ...resultReply(id, `{${revision.resultHead(meta)}${members}}`), error: outcome.error };
  };

  return (request, exchange, revision) => {
    const { params } = request;
    const name = isRecord(params) ? params['name'] : undefined;
    if (!isRecord(params) || typeof name !== 'string') return nameless;
    const tool = runtime.tools.get(name);
    return tool?.contract.expose.includes('mcp') === true
      ? run(tool, { id: request.id, params }, exchange, revision)
      : { code: rpcCode.params, message: `There is no tool '${echo(name)}'.` };
  };
}

const nameless: RpcProblem = { code: rpcCode.params, message: 'tools/call needs params with the name of a tool.' };

interface ToolRequest {
  readonly id: RpcId;
  readonly params: Readonly<Record<string, unknown>>;
}

/** How the handler's notices reach the client, if they can. */
function telling(
  params: ToolRequest['params'],
  link: Link,
  { revision, running }: { readonly revision: Revision; readonly running: Running },
): Call['tell'] {
  if (!link.takesNotifications) return undefined;
  const progressToken = progressTokenOf(params);
  const least = revision.logLevel(params, link);
  if (progressToken === undefined && least === undefined) return undefined;
  let furthest = Number.NEGATIVE_INFINITY;
  const textOf = (notice: Notice): string | undefined => {
    if (notice.kind === 'log') {
      const level = audible(notice.level, least);
      const { logger, text } = notice;
      return level && notificationText('notifications/message', { level, logger, data: text });
    }
    const { done, total, message } = notice;
    // Progress has to grow (MCP specification, basic/utilities/progress); JSON has no NaN.
    if (progressToken === undefined || !Number.isFinite(done) || done <= furthest) return undefined;
    furthest = done;
    return notificationText('notifications/progress', {
      progressToken,
      progress: done,
      ...(Number.isFinite(total) && { total }),
      ...(message !== undefined && { message }),
    });
  };
  return (notice) => {
    const text = running.isCancelled ? undefined : textOf(notice);
    if (text !== undefined) link.notify(text);
  };
}

/** The token that a client wants to hear progress under. A very long one would be written again with every step. */
function progressTokenOf(params: ToolRequest['params']): RpcId | undefined {
  const token = metaOf(params)?.['progressToken'];
  return isId(token) && String(token).length <= longestToken ? token : undefined;
}

/** A value travels twice: as structured content, and as text for clients that know only that. */
function resultMembers({ kind, text }: Extract<CallResult, { ok: true }>): string {
  if (kind === 'content') return `"content":${text}`;
  return `"content":[{"type":"text","text":${JSON.stringify(text)}}],"structuredContent":${text}`;
}
