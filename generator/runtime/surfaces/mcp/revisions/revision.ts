import type { Exchange, Link } from '../exchange.js';
import type { LogLevel } from '../log-level.js';
import type { Reply, RpcId, RpcProblem } from '../wire.js';

/** One protocol revision: whatever the dispatcher and the methods need to know of it. */
export interface Revision {
  readonly name: string;
  /** Whether a body may be a list of messages. */
  readonly takesBatches: boolean;
  readonly methods: ReadonlyMap<string, Method>;
  /** The HTTP status that goes with "no such method". */
  readonly unknownMethodStatus: number;
  /** What is wrong with a request, before its method is served. */
  check(request: RpcRequest, link: Link): RpcProblem | undefined;
  /** The members that a result starts with, as JSON text with a comma after each; `meta` goes into its `_meta`. */
  resultHead(meta?: object): string;
  /** From which level on the log of a call goes to its client; undefined for not at all. */
  logLevel(params: unknown, link: Link): LogLevel | undefined;
}

/** A request as its method sees it. */
export interface RpcRequest {
  readonly id: RpcId;
  readonly method: string;
  readonly params: unknown;
}

/** Serves a request, or says at once why not; undefined when its client has cancelled it. */
export type Method = (
  request: RpcRequest,
  exchange: Exchange,
  revision: Revision,
) => Reply | RpcProblem | Promise<Reply | undefined>;

/** What a revision that opens with `initialize` changes. */
export type HandshakeRevision = Pick<Revision, 'name' | 'takesBatches'>;
