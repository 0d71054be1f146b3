import type { Caller } from '../../contract.js';
import { type ToolError, toolError } from '../../errors.js';
import { type Connection, createConnection } from './exchange.js';
import { createEventStream, type EventStream, eventText } from './sse.js';

/** How much the streams of a server may take. */
export interface StreamLimits {
  readonly keepAliveMs: number;
  /** Bytes waiting for one reader. */
  readonly queuedBytes: number;
  /** Streams of one signed-in caller. */
  readonly perCaller: number;
  /** Streams of callers without a token, all together: the rest is for people who signed in. */
  readonly anonymous: number;
  readonly inAll: number;
}

const defaultLimits: StreamLimits = {
  keepAliveMs: 15_000,
  queuedBytes: 4 * 1024 * 1024,
  perCaller: 64,
  anonymous: 5000,
  inAll: 10_000,
};

/** One open `GET /sse` stream. */
export interface Stream {
  readonly id: string;
  readonly connection: Connection;
  readonly body: ReadableStream<Uint8Array>;
  send(event: string, data: string): void;
}

/** A new stream, or why there can't be one. */
export type Opened = { readonly ok: true; readonly stream: Stream } | { readonly ok: false; readonly error: ToolError };

/** The open streams of a server. */
export interface Streams {
  /** Opens a stream, or says why there can't be another. */
  open(id: string, caller: Caller): Opened;
  /** The stream of that id if it is this caller's. */
  find(id: string, caller: Caller): Stream | undefined;
  readonly size: number;
  /** Ends all streams; none can be opened any more. */
  closeAll(): void;
}

interface OpenStream extends Stream {
  readonly owner: string;
  readonly events: EventStream;
}

const tooManyOfCaller = toolError('too_many_streams', 'You have too many open streams. Close one first.');
const tooManyInAll = toolError('unavailable', 'The server has too many open streams. POST /mcp needs none.');
const closing = toolError('unavailable', 'The server is about to stop. Try again shortly.');

/** A stream belongs to the person or application that opened it, with the client it was opened by. */
function ownerOf({ kind, tenant, subject, clientId }: Caller): string {
  return JSON.stringify([kind, tenant, subject, clientId]);
}

/** An empty set of streams. One timer keeps all of them alive; it runs only while there are any. */
export function createStreams(limits: StreamLimits = defaultLimits): Streams {
  const streams = new Map<string, OpenStream>();
  const perOwner = new Map<string, number>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let isClosed = false;

  const forget = ({ id, owner, connection }: OpenStream) => {
    streams.delete(id);
    const left = (perOwner.get(owner) ?? 1) - 1;
    if (left > 0) perOwner.set(owner, left);
    else perOwner.delete(owner);
    for (const { controller } of connection.running) controller.abort();
    if (streams.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  const keepAlive = () => {
    for (const { events } of streams.values()) events.write(': keep-alive\n\n');
  };

  return {
    open(id, caller) {
      const owner = ownerOf(caller);
      const count = perOwner.get(owner) ?? 0;
      if (isClosed) return { ok: false, error: closing };
      if (streams.size >= limits.inAll) return { ok: false, error: tooManyInAll };
      if (count >= (caller.kind === 'anonymous' ? limits.anonymous : limits.perCaller))
        return { ok: false, error: tooManyOfCaller };
      const events = createEventStream(limits.queuedBytes, () => forget(stream));
      const send = (event: string, data: string) => events.write(eventText(event, data));
      const stream: OpenStream = { id, owner, events, body: events.body, connection: createConnection(), send };
      streams.set(id, stream);
      perOwner.set(owner, count + 1);
      timer ??= setInterval(keepAlive, limits.keepAliveMs);
      return { ok: true, stream };
    },
    find(id, caller) {
      const stream = streams.get(id);
      return stream?.owner === ownerOf(caller) ? stream : undefined;
    },
    get size() {
      return streams.size;
    },
    closeAll() {
      isClosed = true;
      for (const { events } of [...streams.values()]) events.close();
    },
  };
}
