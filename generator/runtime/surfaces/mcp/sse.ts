import { joinBytes } from './wire.js';

/** Headers that keep proxies from holding back or changing an event stream. */
export const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

const encoder = new TextEncoder();
const frameEnd = encoder.encode('\n\n');

/** One server-sent event. `data` has no line breaks, as JSON.stringify's texts don't. */
export function eventBytes(event: string, data: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const head = `event: ${event}\ndata: `;
  if (typeof data === 'string') return encoder.encode(`${head}${data}\n\n`);
  return joinBytes(encoder.encode(head), data, frameEnd);
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

/** What carries a response, where the host shows it: destroying it drops whatever the reader has not taken. */
export interface ResponseCarrier {
  destroy(): unknown;
}

/** How an event stream ends. */
export interface EventStreamOptions {
  /** Most bytes queued. */
  readonly budget: number;
  /** Runs once: when the stream is closed, cancelled by its reader or cut off. */
  onEnd(): void;
  /** What to destroy for a reader that is cut off; without it the stream errors. */
  readonly carrier: ResponseCarrier | undefined;
}

/** Opens an event stream. */
export function createEventStream({ budget, onEnd, carrier }: EventStreamOptions): EventStream {
  let queue: ReadableStreamDefaultController<Uint8Array> | undefined;
  const end = () => {
    if (queue === undefined) return;
    queue = undefined;
    onEnd();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        queue = controller;
      },
      cancel: end,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: budget }),
  );
  const room = () => queue?.desiredSize ?? 0;
  const write = (bytes: Uint8Array) => {
    if (queue === undefined) return;
    queue.enqueue(bytes);
    if (room() > 0) return;
    // A socket that is never read again never drains either: an error would wait behind it, and hosts print errors.
    if (carrier === undefined) queue.error(new Error('the reader stopped reading'));
    end();
    carrier?.destroy();
  };
  return {
    body,
    write,
    offer(bytes) {
      if (room() - bytes.length > (budget * 3) / 4) write(bytes);
    },
    close() {
      queue?.close();
      end();
    },
  };
}
