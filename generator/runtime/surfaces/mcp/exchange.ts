import type { ResourcePath } from '../../auth/challenge.js';
import type { Caller } from '../../contract.js';
import type { ToolError } from '../../errors.js';
import type { LogLevel } from './log-level.js';
import type { RpcId } from './wire.js';

/** Where a message came from. */
export interface Exchange {
  readonly caller: Caller;
  /** Why no tool may be called, when the caller's token is no longer accepted. */
  readonly refusal?: ToolError | undefined;
  readonly requestId: string;
  /** The endpoint whose metadata a sign-in challenge points at. */
  readonly path: ResourcePath;
  readonly link: Link;
}

/** The way back to the client: a lasting connection, or one HTTP request that stands alone. */
export interface Link {
  /** What a connection remembers between messages; undefined for an HTTP request, which has headers instead. */
  readonly connection: Connection | undefined;
  /** A header of the HTTP request; null when it is absent. */
  header(name: string): string | null;
  /** Whether the client takes anything but the reply. */
  readonly takesNotifications: boolean;
  /** Sends a notification; false when it can't be heard. A slow reader misses some. */
  notify(text: string): boolean;
  /** Lists a request as running until `end`. */
  start(id: RpcId): Running;
}

/** A request without an answer yet. */
export interface Running {
  /** Aborted when the request is cancelled or its client is gone. */
  signal(): AbortSignal;
  /** Whether its client wants no answer any more. */
  readonly isCancelled: boolean;
  /** What a request that lasts until the server stops does then. */
  onClosing(finish: () => void): void;
  end(): void;
}

/** What a lasting connection (an SSE stream, stdio) remembers between messages. */
export class Connection {
  /** The revision that `initialize` settled on. */
  revision = '2024-11-05';
  /** What logging/setLevel asked for. */
  logLevel: LogLevel | undefined;
  readonly #running = new Set<RunningRequest>();

  start(id: RpcId): Running {
    const request = new RunningRequest(id, this.#running);
    this.#running.add(request);
    return request;
  }

  /** Cancels the request of that id. */
  cancel(id: RpcId): void {
    for (const request of this.#running) if (request.id === id) request.cancel();
  }

  cancelAll(): void {
    for (const request of this.#running) request.cancel();
  }

  /** Has the requests that would last for ever come to their end. */
  close(): void {
    for (const request of this.#running) request.finish();
  }
}

class RunningRequest implements Running {
  readonly id: RpcId;
  readonly #siblings: Set<RunningRequest>;
  #controller: AbortController | undefined;
  isCancelled = false;
  finish: () => void = () => {};

  constructor(id: RpcId, siblings: Set<RunningRequest>) {
    this.id = id;
    this.#siblings = siblings;
  }

  signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.isCancelled) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  cancel(): void {
    this.isCancelled = true;
    this.#controller?.abort();
  }

  onClosing(finish: () => void): void {
    this.finish = finish;
  }

  end(): void {
    this.#siblings.delete(this);
  }
}
