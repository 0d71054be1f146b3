/** Headers that keep proxies from holding back or changing an event stream. */
export const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

/** One server-sent event. `data` has no line breaks, as JSON.stringify's texts don't. */
export function eventText(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}

/** An event stream being written. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Queues text. A reader that lets more than the budget pile up is cut off. */
  write(text: string): void;
  /** Ends the stream after what is queued. */
  close(): void;
}

const encoder = new TextEncoder();

/**
 * Opens an event stream with at most `budget` bytes queued. `onEnd` runs once: when the stream is closed, cancelled by
 * its reader or cut off.
 */
export function createEventStream(budget: number, onEnd: () => void): EventStream {
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
  return {
    body,
    write(text) {
      if (queue === undefined) return;
      queue.enqueue(encoder.encode(text));
      if ((queue.desiredSize ?? 0) > 0) return;
      queue.error(new Error('the reader stopped reading'));
      end();
    },
    close() {
      queue?.close();
      end();
    },
  };
}
