import { anonymous } from '../../auth/caller.js';
import type { Identity } from '../../auth/identity.js';
import type { Runtime } from '../../tool.js';
import { Conversation } from './conversation.js';
import type { Dispatch } from './dispatch.js';
import { errorReply, type Reply, rpcCode } from './wire.js';

/** The other end of a channel that is not HTTP, such as stdio. */
export interface Peer {
  /** Who it is, asked for each message: a token may have expired since the last. */
  identify(): Promise<Identity>;
  /** Sends it one message, a line of JSON. */
  send(body: Reply['body']): void;
}

/** One JSON-RPC message per text in, one per `send` out. */
export interface Channel {
  /** Takes a message; undefined stands for one that could not be read. Settles when it is answered; never rejects. */
  receive(text: string | undefined): Promise<void>;
  /** Ends subscriptions; settles when the last answer is sent. */
  finish(): Promise<void>;
  /** Cancels what runs. */
  abandon(): void;
}

/** Serves MCP over a channel. */
export function createChannel(runtime: Runtime, dispatch: Dispatch, peer: Peer): Channel {
  const notify = (text: string) => {
    peer.send(text);
    return true;
  };
  const conversation = new Conversation(dispatch, { send: (body) => peer.send(body), notify }, runtime.log);
  return {
    async receive(text) {
      const requestId = runtime.newId();
      const message = text === undefined ? undefined : parse(text);
      if (message === undefined) {
        runtime.log.info({ requestId, rpcCode: rpcCode.parse }, 'an MCP message was refused');
        return peer.send(errorReply(null, unreadable, requestId).body);
      }
      const identity = await peer.identify();
      const who = identity.ok ? { caller: identity.caller } : { caller: anonymous, refusal: identity.error };
      await conversation.receive(message, { ...who, requestId, path: '' });
    },
    finish: () => new Promise((resolve) => conversation.finish(resolve)),
    abandon: () => conversation.abandon(),
  };
}

const unreadable = { code: rpcCode.parse, message: 'A message is one line of JSON in UTF-8, of at most 1 MiB.' };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
