import type { Caller } from '../../contract.js';
import { type ToolError, toolError } from '../../errors.js';

/** One message of a client for a session that another replica holds. */
export interface RelayedMessage {
  /** The session's full id. */
  readonly session: string;
  /** Who sends it, as verified by the replica that received it. The token itself is not passed on. */
  readonly caller: Caller;
  readonly requestId: string;
  /** JSON-RPC, parsed. */
  readonly message: unknown;
}

/** What became of a message: `accepted` when its replica has taken it, and answers on the session's stream. */
export type RelayVerdict = 'accepted' | 'unknown' | 'too_many' | 'too_large' | 'unavailable';

/** Carries messages between the replicas of one server. */
export interface Relay {
  /** The name of this replica, which its session ids begin with; without a dot. */
  readonly replica: string;
  /**
   * Hands a message to the replica of that name, which may be any text that a client sent. `unknown` when there is no such
   * replica, `unavailable` when nothing is known of the message within some seconds. Never rejects.
   */
  send(replica: string, message: RelayedMessage): Promise<RelayVerdict>;
  /** Has this replica's sessions take what others hand over. */
  listen(take: (message: RelayedMessage) => RelayVerdict): void;
}

/** The id of a session that this replica holds: with a relay, others read from it whom to ask. */
export function sessionIdOf(relay: Relay | undefined, id: string): string {
  return relay === undefined ? id : `${relay.replica}.${id}`;
}

/** The other replica that this session id names, if any. */
export function otherHolder({ replica }: Relay, sessionId: string): string | undefined {
  const end = sessionId.indexOf('.');
  const holder = sessionId.slice(0, Math.max(0, end));
  return holder === '' || holder === replica ? undefined : holder;
}

/** Why a message was not taken. */
export const verdictErrors: Readonly<Record<Exclude<RelayVerdict, 'accepted'>, ToolError>> = {
  unknown: toolError('not_found', 'There is no such session of yours. Open one with GET /sse.'),
  too_many: toolError('too_many_calls', 'Too many calls of this session are unanswered. Wait for some.'),
  too_large: toolError('payload_too_large', 'The message is too large to be passed on to the session.'),
  unavailable: toolError(
    'unavailable',
    'The session is on another replica, which can not be reached now. Try again, or open a new one with GET /sse.',
  ),
};
