import { ownerOf } from '../../auth/caller.js';
import type { Caller } from '../../contract.js';
import { type ToolError, toolError } from '../../errors.js';
import { createEventStream, type EventStream } from '../../event-stream.js';

/** How much the streams of a server may take. */
export interface StreamLimits {
  readonly keepAliveMs: number;
  /** Characters waiting for one reader; one takes a byte or two. */
  readonly queued: number;
  /** Streams of one signed-in caller. */
  readonly perCaller: number;
  /** Streams of callers without a token, all together: the rest is for people who signed in. */
  readonly anonymous: number;
  readonly inAll: number;
  /** Each stream has a timer of its own: the host's timers end with the request that has set them. */
  readonly isolated: boolean;
}

const defaultLimits: StreamLimits = {
  keepAliveMs: 15_000,
  queued: 4 * 1024 * 1024,
  perCaller: 64,
  anonymous: 5000,
  inAll: 10_000,
  isolated: false,
};

/** Who opens a stream, and what is to be done at its ends. */
export interface StreamOptions {
  readonly caller: Caller;
  /** It has ended: closed, left by its reader or cut off. */
  onEnd(): void;
  /** The server is about to stop: close the stream when nothing more comes. */
  onClosing(): void;
}

/** A new stream, or why there can't be one. */
export type Opened =
  | { readonly ok: true; readonly stream: EventStream }
  | { readonly ok: false; readonly error: ToolError };

/** The open event streams of a server. */
export interface Streams {
  /** Opens a stream, or says why there can't be another. */
  open(options: StreamOptions): Opened;
  readonly size: number;
  /** Has all streams come to their end; none can be opened any more. */
  closeAll(): void;
}

const tooManyOfCaller = toolError('too_many_streams', 'You have too many open streams. Close one first.');
const tooManyInAll = toolError('unavailable', 'The server has too many open streams. POST /mcp needs none.');
const closing = toolError('unavailable', 'The server is about to stop. Try again shortly.');

/** Whether a stream that one of them opened is the other's too. */
export function isSameOwner(one: Caller, other: Caller): boolean {
  return one === other || ownerOf(one) === ownerOf(other);
}

/** An empty set of streams. One timer keeps all of them alive; it runs only while there are any. */
export function createStreams(own: Partial<StreamLimits> = {}): Streams {
  const limits = { ...defaultLimits, ...own };
  const streams = new Map<EventStream, StreamOptions>();
  const perOwner = new Map<string, number>();
  const keepAlive = ': keep-alive\n\n';
  let timer: ReturnType<typeof setInterval> | undefined;
  let isClosed = false;

  const forget = (stream: EventStream, owner: string) => {
    streams.delete(stream);
    const left = (perOwner.get(owner) ?? 1) - 1;
    if (left > 0) perOwner.set(owner, left);
    else perOwner.delete(owner);
    if (streams.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  const keepAllAlive = () => {
    for (const each of streams.keys()) each.write(keepAlive);
  };

  return {
    open(options) {
      const { caller } = options;
      let ownTimer: ReturnType<typeof setInterval> | undefined;
      const owner = ownerOf(caller);
      const count = perOwner.get(owner) ?? 0;
      if (isClosed) return { ok: false, error: closing };
      if (streams.size >= limits.inAll) return { ok: false, error: tooManyInAll };
      if (count >= (caller.kind === 'anonymous' ? limits.anonymous : limits.perCaller))
        return { ok: false, error: tooManyOfCaller };
      const stream = createEventStream({
        budget: limits.queued,
        onEnd() {
          clearInterval(ownTimer);
          forget(stream, owner);
          options.onEnd();
        },
      });
      streams.set(stream, options);
      perOwner.set(owner, count + 1);
      if (limits.isolated) ownTimer = setInterval(() => stream.write(keepAlive), limits.keepAliveMs);
      else timer ??= setInterval(keepAllAlive, limits.keepAliveMs);
      return { ok: true, stream };
    },
    get size() {
      return streams.size;
    },
    closeAll() {
      isClosed = true;
      for (const { onClosing } of [...streams.values()]) onClosing();
    },
  };
}
