import { isRecord } from '../../schema/equality.js';
import type { Runtime } from '../../tool.js';
import type { Connection, Exchange, Link } from './exchange.js';
import { createRevisions, type Revision } from './revisions/index.js';
import { claimedVersion } from './revisions/meta.js';
import { echo, isId, type Reply, type RpcProblem, refuse, rpcCode } from './wire.js';

const whenAbsent = '2025-03-26';
const mostInBatch = 50;

/**
 * Answers one message, or a batch, in the revision that the message itself, its connection or its headers name; undefined
 * for what needs no answer (notifications, replies, cancelled requests). Never rejects.
 */
export type Dispatch = (body: unknown, exchange: Exchange) => Reply | undefined | Promise<Reply | undefined>;

/** The dispatcher of every revision; `manifest` is the text of the tools/list result. */
export function createDispatch(runtime: Runtime, manifest: string): Dispatch {
  const revisions = createRevisions(runtime, manifest);
  const unsupported = createUnsupported(revisions);

  /** The revision of a message with these params, or why that can't be said. */
  const revisionOf = (params: unknown, link: Link): Revision | RpcProblem => {
    const { connection } = link;
    const claimed = claimedVersion(params);
    const named = connection === undefined ? link.header('mcp-protocol-version') : connection.revision;
    if (claimed === undefined || (connection !== undefined && isHandshake(revisions, claimed))) {
      const name = named ?? whenAbsent;
      return revisions.get(name) ?? unsupported(name);
    }
    if (connection === undefined && named !== claimed) return versionMismatch;
    return (typeof claimed === 'string' && revisions.get(claimed)) || unsupported(claimed);
  };

  /** Takes a notification, which is never answered; HTTP alone can say that it was not taken. */
  const notice = (method: string, params: unknown, exchange: Exchange, revision: Revision | RpcProblem) => {
    const { connection } = exchange.link;
    if ('code' in revision)
      return connection === undefined
        ? refuse(runtime, revision, { id: null, requestId: exchange.requestId })
        : undefined;
    cancelIfAsked(method, params, connection);
    return undefined;
  };

  const answer = (message: unknown, exchange: Exchange): Reply | undefined | Promise<Reply | undefined> => {
    if (!isRecord(message) || message['jsonrpc'] !== '2.0')
      return refuse(runtime, notJsonRpc, { id: null, requestId: exchange.requestId });
    const { id, method, params } = message;
    if (typeof method !== 'string')
      return isReply(message) ? undefined : refuse(runtime, noMethod, { id, requestId: exchange.requestId });
    const revision = revisionOf(params, exchange.link);
    if (id === undefined) return notice(method, params, exchange, revision);
    if ('code' in revision) return refuse(runtime, revision, { id, requestId: exchange.requestId });
    if (!isId(id)) return refuse(runtime, badId, { id: null, requestId: exchange.requestId });
    const request = { id, method, params };
    const problem = revision.check(request, exchange.link);
    if (problem !== undefined) return refuse(runtime, problem, { id, requestId: exchange.requestId });
    const serve = revision.methods.get(method);
    if (serve === undefined)
      return refuse(runtime, unknownMethod(method, revision), { id, requestId: exchange.requestId });
    const answered = serve(request, exchange, revision);
    return 'code' in answered ? refuse(runtime, answered, { id, requestId: exchange.requestId }) : answered;
  };

  return (body, exchange) => {
    if (!Array.isArray(body)) return answer(body, exchange);
    const problem = batchProblem(body, revisionOf(undefined, exchange.link));
    if (problem !== undefined) return refuse(runtime, problem, { id: null, requestId: exchange.requestId });
    return joined(body.map((message) => answer(message, exchange)));
  };
}

/** What is wrong with these JSON-RPC messages, whatever the revision. */
const notJsonRpc: RpcProblem = { code: rpcCode.request, message: 'Not a JSON-RPC 2.0 message.', status: 400 };
const noMethod: RpcProblem = { code: rpcCode.request, message: 'The message has no method.', status: 400 };
const badId: RpcProblem = { code: rpcCode.request, message: 'An id is a string or a number.', status: 400 };
const versionMismatch: RpcProblem = {
  code: rpcCode.headerMismatch,
  message: 'The header MCP-Protocol-Version must be there and say what params._meta says.',
  status: 400,
};

function unknownMethod(method: string, { unknownMethodStatus }: Revision): RpcProblem {
  const message = `There is no method '${echo(method)}'.`;
  return { code: rpcCode.method, message, status: unknownMethodStatus };
}

/** The revision that has a handshake under this name. A connection has settled on one by itself. */
function isHandshake(revisions: ReadonlyMap<string, Revision>, name: unknown): boolean {
  return typeof name === 'string' && revisions.get(name)?.methods.has('initialize') === true;
}

/** Names what a client can go on with: what it may claim at once, and what takes a handshake. */
function createUnsupported(revisions: ReadonlyMap<string, Revision>): (requested: unknown) => RpcProblem {
  const names = [...revisions.keys()];
  const supported = names.filter((name) => !isHandshake(revisions, name));
  const handshake = names.filter((name) => isHandshake(revisions, name));
  const message = `Unsupported protocol version. Served: ${supported.join(', ')}; after initialize ${handshake.join(', ')}.`;
  return (requested) => ({
    code: rpcCode.unsupportedVersion,
    message,
    status: 400,
    data: { supported, ...(typeof requested === 'string' && { requested: echo(requested) }) },
  });
}

/** Of all notifications only a cancellation has an effect, and only on its own connection. */
function cancelIfAsked(method: string, params: unknown, connection: Connection | undefined): void {
  if (method !== 'notifications/cancelled' || !isRecord(params) || !isId(params['requestId'])) return;
  connection?.cancel(params['requestId']);
}

function batchProblem(messages: readonly unknown[], revision: Revision | RpcProblem): RpcProblem | undefined {
  if ('code' in revision) return revision;
  const bad = (message: string): RpcProblem => ({ code: rpcCode.request, message, status: 400 });
  if (!revision.takesBatches) return bad('Batches belong to the revision 2025-03-26 alone.');
  if (messages.length === 0 || messages.length > mostInBatch) return bad(`A batch has 1 to ${mostInBatch} messages.`);
  if (messages.some((message) => isRecord(message) && message['method'] === 'initialize'))
    return bad('initialize stands alone.');
  const claims = messages.some((message) => isRecord(message) && claimedVersion(message['params']) !== undefined);
  return claims ? bad('A message that names its revision in _meta stands alone.') : undefined;
}

/** The replies of a batch in one. */
async function joined(
  answers: readonly (Reply | undefined | Promise<Reply | undefined>)[],
): Promise<Reply | undefined> {
  const replies = await Promise.all(answers);
  const decoder = new TextDecoder();
  const texts = replies.flatMap((reply) => {
    if (reply === undefined) return [];
    return [reply.rest === undefined ? reply.body : reply.body + decoder.decode(reply.rest)];
  });
  return texts.length === 0 ? undefined : { body: `[${texts.join(',')}]` };
}

function isReply(message: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(message, 'result') || Object.hasOwn(message, 'error');
}
