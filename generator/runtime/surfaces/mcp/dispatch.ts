import { isRecord } from '../../schema/equality.js';
import type { Runtime } from '../../tool.js';
import { answerCall } from './call.js';
import { type RpcId, rpcCode, rpcError } from './errors.js';
import { type Exchange, type Reply, revisionOf } from './exchange.js';
import { resultReply } from './reply.js';

const latest = '2025-11-25';
const batchRevision = '2025-03-26';
const mostInBatch = 50;
const longestEcho = 100;

/** Answers one message, or a batch; undefined for what needs no answer (notifications and replies). Never rejects. */
export type Dispatch = (body: unknown, exchange: Exchange) => Promise<Reply | undefined>;

/** The dispatcher of the handshake era; `manifest` is the prepared text of the tools/list result. */
export function createDispatch(runtime: Runtime, manifest: string): Dispatch {
  const welcome = createWelcome(runtime);

  const answer = async (message: unknown, exchange: Exchange): Promise<Reply | undefined> => {
    if (!isRecord(message) || message['jsonrpc'] !== '2.0') return malformed('Not a JSON-RPC 2.0 message.', exchange);
    const { id, method, params } = message;
    if (typeof method !== 'string') {
      return isReply(message) ? undefined : malformed('The message has no method.', exchange, id);
    }
    if (id === undefined) return notice(method, params, exchange);
    if (!isId(id)) return malformed('An id is a string or a number.', exchange);
    switch (method) {
      case 'initialize':
        return resultReply(id, welcome(params, exchange));
      case 'ping':
        return resultReply(id, '{}');
      case 'tools/list':
        return resultReply(id, manifest);
      case 'tools/call':
        return answerCall(runtime, { id, params, exchange });
      default: {
        const text = `There is no method '${method.slice(0, longestEcho)}'.`;
        return { text: rpcError(id, rpcCode.method, text, exchange.requestId) };
      }
    }
  };

  return async (body, exchange) => {
    if (!Array.isArray(body)) return answer(body, exchange);
    const problem = batchProblem(body, exchange);
    if (problem !== undefined) return malformed(problem, exchange);
    const replies = await Promise.all(body.map((message) => answer(message, exchange)));
    const texts = replies.flatMap((reply) => (reply === undefined ? [] : [reply.text]));
    return texts.length === 0 ? undefined : { text: `[${texts.join(',')}]` };
  };
}

/** Writes the result of `initialize`: the client's revision if we speak it, else our latest. */
function createWelcome({ service }: Runtime): (params: unknown, exchange: Exchange) => string {
  const { title, version, description } = service;
  const rest = JSON.stringify({
    capabilities: { tools: {} },
    serverInfo: { name: title, title, version },
    ...(description !== '' && { instructions: description }),
  }).slice(1);
  return (params, { link }) => {
    const revision = revisionOf(isRecord(params) ? params['protocolVersion'] : undefined) ?? latest;
    if (link.kind === 'connection') link.revision = revision;
    return `{"protocolVersion":"${revision}",${rest}`;
  };
}

/** Takes a notification. Only a cancellation has an effect, and only on its own connection. */
function notice(method: string, params: unknown, { link }: Exchange): undefined {
  if (method !== 'notifications/cancelled' || link.kind !== 'connection' || !isRecord(params)) return;
  for (const { id, controller } of link.running) if (id === params['requestId']) controller.abort();
}

function batchProblem(messages: readonly unknown[], { link }: Exchange): string | undefined {
  if (link.revision !== batchRevision) return `Batches belong to the revision ${batchRevision} alone.`;
  if (messages.length === 0 || messages.length > mostInBatch) return `A batch has 1 to ${mostInBatch} messages.`;
  const initializes = messages.some((message) => isRecord(message) && message['method'] === 'initialize');
  return initializes ? 'initialize stands alone.' : undefined;
}

function malformed(problem: string, { requestId }: Exchange, id?: unknown): Reply {
  return { text: rpcError(isId(id) ? id : null, rpcCode.request, problem, requestId), malformed: true };
}

function isId(id: unknown): id is RpcId {
  return typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id));
}

function isReply(message: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(message, 'result') || Object.hasOwn(message, 'error');
}
