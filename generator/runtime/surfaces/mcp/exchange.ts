import type { ResourcePath } from '../../auth/challenge.js';
import type { Caller } from '../../contract.js';
import type { ToolError } from '../../errors.js';
import type { RpcId } from './errors.js';

/** Protocol revisions of the handshake era, oldest first. */
export const revisions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;

/** One of {@link revisions}. */
export type Revision = (typeof revisions)[number];

/** The revision of that name; undefined when it is not of this era. */
export function revisionOf(name: unknown): Revision | undefined {
  return revisions.find((known) => known === name);
}

/** What a lasting connection (an SSE stream, stdio) remembers between messages. */
export interface Connection {
  readonly kind: 'connection';
  /** What `initialize` settled on. */
  revision: Revision;
  /** Calls without an answer yet; the connection's end aborts them, and so does notifications/cancelled. */
  readonly running: Set<RunningCall>;
}

/** A call that can still be cancelled. */
export interface RunningCall {
  readonly id: RpcId;
  readonly controller: AbortController;
}

/** One HTTP request that stands alone. */
export interface SingleRequest {
  readonly kind: 'request';
  readonly revision: Revision;
  /** What is aborted when the client is gone. */
  readonly clientSignal: () => AbortSignal;
}

/** Where a message came from. */
export interface Exchange {
  readonly caller: Caller;
  readonly requestId: string;
  /** The endpoint whose metadata a sign-in challenge points at. */
  readonly path: ResourcePath;
  readonly link: Connection | SingleRequest;
}

/** The answer to one message, or to a batch. */
export interface Reply {
  /** JSON-RPC in one line. */
  readonly text: string;
  /** The failure behind it, for transports that show one in their own way. */
  readonly error?: ToolError;
  /** The message was no JSON-RPC request at all. */
  readonly malformed?: true;
}

/** A new connection, before its `initialize`. */
export function createConnection(): Connection {
  return { kind: 'connection', revision: '2024-11-05', running: new Set() };
}
