import type { Caller } from '../../contract.js';

const keepAliveMs = 15_000;
const mostQueuedBytes = 4 * 1024 * 1024;
const mostPerCaller = 64;
const mostInAll = 10_000;

/** One open `GET /sse` stream. */
export interface Stream {
  readonly id: string;
  readonly owner: string;
  /** Aborted when the stream is gone, with everything that still runs for it. */
  readonly signal: AbortSignal;
  /** Queues one event. A reader that lets 4 MiB pile up is cut off. */
  send(event: string, data: string): void;
}

/** The open streams of a server. */
export interface Streams {
  /** Opens a stream; undefined when the caller, or the server, has too many. */
  open(id: string, caller: Caller): { readonly stream: Stream; readonly body: ReadableStream<Uint8Array> } | undefined;
  /** The stream of that id if it is this caller's. */
  find(id: string, caller: Caller): Stream | undefined;
  readonly size: number;
  closeAll(): void;
}

function ownerOf({ kind, tenant, subject, clientId }: Caller): string {
  return JSON.stringify([kind, tenant, subject, clientId]);
}

interface OpenStream extends Stream {
  comment(): void;
  close(): void;
}

/** An empty set of streams. One timer keeps all of them alive; it runs only while there are any. */
export function createStreams(): Streams {
  const streams = new Map<string, OpenStream>();
  const perOwner = new Map<string, number>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const leave = (stream: OpenStream) => {
    if (!streams.delete(stream.id)) return;
    const left = (perOwner.get(stream.owner) ?? 1) - 1;
    if (left > 0) perOwner.set(stream.owner, left);
    else perOwner.delete(stream.owner);
    if (streams.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    open(id, caller) {
      const owner = ownerOf(caller);
      const count = perOwner.get(owner) ?? 0;
      if (streams.size >= mostInAll || (caller.kind !== 'anonymous' && count >= mostPerCaller)) return undefined;
      const { stream, body } = openStream(id, owner, leave);
      streams.set(id, stream);
      perOwner.set(owner, count + 1);
      timer ??= setInterval(() => {
        for (const each of streams.values()) each.comment();
      }, keepAliveMs);
      return { stream, body };
    },
    find(id, caller) {
      const stream = streams.get(id);
      return stream?.owner === ownerOf(caller) ? stream : undefined;
    },
    get size() {
      return streams.size;
    },
    closeAll() {
      for (const stream of [...streams.values()]) stream.close();
    },
  };
}

const encoder = new TextEncoder();

function openStream(id: string, owner: string, leave: (stream: OpenStream) => void) {
  const gone = new AbortController();
  let queue: ReadableStreamDefaultController<Uint8Array> | undefined;
  const end = () => {
    queue = undefined;
    leave(stream);
    gone.abort();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        queue = controller;
      },
      cancel: end,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostQueuedBytes }),
  );
  const write = (text: string) => {
    if (queue === undefined) return;
    queue.enqueue(encoder.encode(text));
    if ((queue.desiredSize ?? 0) > 0) return;
    queue.error(new Error('the reader stopped reading'));
    end();
  };
  const stream: OpenStream = {
    id,
    owner,
    signal: gone.signal,
    send: (event, data) => write(`event: ${event}\ndata: ${data}\n\n`),
    comment: () => write(': keep-alive\n\n'),
    close() {
      queue?.close();
      end();
    },
  };
  return { stream, body };
}
