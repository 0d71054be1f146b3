import { joinBytes } from '../../bytes.js';
import type { HostParts } from '../../hosted.js';

/** Headers that keep proxies from holding back or changing an event stream. */
const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

/** The response that carries an event stream. */
export function eventStreamResponse(body: BodyInit, requestId: string): Response {
  return new Response(body, { headers: { ...eventStreamHeaders, 'x-request-id': requestId } });
}

const encoder = new TextEncoder();
const frameEnd = encoder.encode('\n\n');

/** One server-sent event, of `data` with `rest` after it. They have no line breaks, as JSON.stringify's texts don't. */
export function eventBytes(event: string, data: string, rest?: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = `event: ${event}\ndata: ${data}`;
  if (rest === undefined) return encoder.encode(`${head}\n\n`);
  return joinBytes([encoder.encode(head), rest, frameEnd]);
}

/** An event stream being written. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Queues bytes. A reader that lets more than the budget pile up is cut off. */
  write(bytes: Uint8Array): void;
  /** Queues bytes that can be missed: not where the reader is a quarter of the budget behind. */
  offer(bytes: Uint8Array): void;
  /** Ends the stream after what is queued. */
  close(): void;
}

/** How an event stream ends. */
export interface EventStreamOptions {
  /** Most bytes queued. */
  readonly budget: number;
  /** Runs once: when the stream is closed, cancelled by its reader or cut off. */
  onEnd(): void;
  /** Hangs up on a reader that is cut off; without it the stream errors. */
  readonly host: Pick<HostParts, 'hangUp'> | undefined;
}

/** Opens an event stream. It lasts until its reader has taken what is queued, so that it is counted for that long. */
export function createEventStream({ budget, onEnd, host }: EventStreamOptions): EventStream {
  let queue: Uint8Array[] = [];
  let queuedBytes = 0;
  let state: 'open' | 'closing' | 'ended' = 'open';
  let isWanted = false;
  let reader: ReadableStreamDefaultController<Uint8Array> | undefined;

  const end = () => {
    if (state === 'ended') return;
    state = 'ended';
    queue = [];
    onEnd();
  };
  const deliver = () => {
    const next = isWanted ? queue.shift() : undefined;
    if (next !== undefined) {
      isWanted = false;
      queuedBytes -= next.length;
      reader?.enqueue(next);
    }
    if (state !== 'closing' || queue.length > 0) return;
    reader?.close();
    end();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        reader = controller;
      },
      pull() {
        isWanted = true;
        deliver();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  const write = (bytes: Uint8Array) => {
    if (state !== 'open') return;
    queue.push(bytes);
    queuedBytes += bytes.length;
    deliver();
    if (queuedBytes <= budget) return;
    // A socket that is never read again never drains either: an error would wait behind it, and hosts print errors.
    if (host === undefined) reader?.error(new Error('the reader stopped reading'));
    end();
    host?.hangUp();
  };
  return {
    body,
    write,
    offer(bytes) {
      if (queuedBytes + bytes.length <= budget / 4) write(bytes);
    },
    close() {
      if (state !== 'open') return;
      state = 'closing';
      deliver();
    },
  };
}
