import { anonymous } from '../../auth/caller.js';
import type { Identity } from '../../auth/identity.js';
import type { Caller } from '../../contract.js';
import { parseJson } from '../../json.js';
import { isRecord } from '../../schema/equality.js';
import type { Runtime } from '../../tool.js';
import { Conversation } from './conversation.js';
import type { Dispatch } from './dispatch.js';
import { type Reply, type RpcProblem, refuse, rpcCode } from './wire.js';

/** The other end of a channel that is not HTTP, such as stdio. */
export interface Peer {
  /** Who it is: known, or by an Authorization header that is verified for each message, since tokens expire. */
  readonly who: Caller | { readonly authorization: string };
  /** Sends it one message, a line of JSON. */
  send({ body, rest }: Pick<Reply, 'body' | 'rest'>): void;
  /** Whether it is far behind, so that what can be missed is left out. */
  isBehind?(): boolean;
}

/** One JSON-RPC message per text in, one per `send` out. */
export interface Channel {
  /** Who the peer is at this moment. */
  identify(): Promise<Identity>;
  /** Takes a message; undefined stands for one that could not be read. Settles when it is answered; never rejects. */
  receive(text: string | undefined): Promise<void>;
  /** Ends subscriptions; settles when the last answer is sent. */
  finish(): Promise<void>;
  /** Cancels what runs. */
  abandon(): void;
}

/** Serves MCP over a channel. A token that is no longer accepted still lists tools, but calls none. */
export function createChannel(runtime: Runtime, dispatch: Dispatch, peer: Peer): Channel {
  const { who, send } = peer;
  const notify = (text: string) => {
    if (peer.isBehind?.() !== true) send({ body: text });
    return true;
  };
  const conversation = new Conversation(dispatch, { send, notify }, runtime.log);
  const identify = async (): Promise<Identity> =>
    'authorization' in who ? runtime.authenticate(who.authorization) : { ok: true, caller: who };
  // One after the other, so that messages are served in the order they came in: a cancellation must not pass its call.
  let identified: Promise<unknown> = Promise.resolve();
  const identifyInTurn = (): Promise<Identity> => {
    const next = identified.then(identify);
    identified = next;
    return next;
  };
  const refused = (problem: RpcProblem, id: unknown, requestId: string) => {
    send(refuse(runtime, problem, { id, requestId }));
  };
  return {
    identify,
    async receive(text) {
      const requestId = runtime.newId();
      const message = text === undefined ? undefined : parse(text);
      if (message === undefined) return refused(unreadable, null, requestId);
      const identity = await identifyInTurn();
      if (conversation.isTooMuch(message)) {
        return refused(tooMuch, isRecord(message) ? message['id'] : null, requestId);
      }
      const from = identity.ok ? { caller: identity.caller } : { caller: anonymous, refusal: identity.error };
      await conversation.receive(message, { ...from, requestId, path: '' });
    },
    finish: () => new Promise((resolve) => conversation.finish(resolve)),
    abandon: () => conversation.abandon(),
  };
}

const unreadable = { code: rpcCode.parse, message: 'A message is one line of JSON in UTF-8, of at most 1 MiB.' };
const tooMuch = { code: rpcCode.request, message: 'Too many requests are unanswered. Wait for some.' };

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
