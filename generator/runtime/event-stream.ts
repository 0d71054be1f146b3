/** Where an event stream goes: the connection of its reader, as the host has it. */
export interface EventSink {
  /** Takes a text, to be sent as UTF-8; false when the reader is behind, until the host calls `resume`. */
  write(text: string): boolean;
  end(): void;
  /** Ends the connection, and drops whatever its reader has not taken. */
  hangUp(): void;
}

/** An event stream being written. */
export interface EventStream {
  /** Queues a text. A reader that lets more than the budget pile up is cut off. */
  write(text: string): void;
  /** Queues a text that can be missed: not where the reader is a quarter of the budget behind. */
  offer(text: string): void;
  /** Ends the stream after what is queued. */
  close(): void;
  /** For the host, once: where to write, as soon as `resume` says that it may. */
  attach(sink: EventSink): void;
  /** For the host: the reader takes more. */
  resume(): void;
  /** For the host: the reader has left. */
  abandon(): void;
}

/** How an event stream ends. */
export interface EventStreamOptions {
  /** Most characters queued; one takes a byte or two. */
  readonly budget: number;
  /** Runs once: when the stream is closed, left by its reader or cut off. */
  onEnd(): void;
}

/** Opens an event stream. It lasts until its reader has taken what is queued, so that it is counted for that long. */
export function createEventStream({ budget, onEnd }: EventStreamOptions): EventStream {
  let queue: string[] = [];
  let queued = 0;
  let state: 'open' | 'closing' | 'ended' = 'open';
  let isWanted = false;
  let sink: EventSink | undefined;

  const end = () => {
    if (state === 'ended') return;
    state = 'ended';
    queue = [];
    onEnd();
  };
  const deliver = () => {
    if (sink === undefined) return;
    while (isWanted) {
      const next = queue.shift();
      if (next === undefined) break;
      queued -= next.length;
      isWanted = sink.write(next);
    }
    if (state !== 'closing' || queue.length > 0) return;
    sink.end();
    end();
  };
  const write = (text: string) => {
    if (state !== 'open') return;
    queue.push(text);
    queued += text.length;
    deliver();
    if (queued <= budget) return;
    end();
    sink?.hangUp();
  };
  return {
    write,
    offer(text) {
      if (queued + text.length <= budget / 4) write(text);
    },
    close() {
      if (state !== 'open') return;
      state = 'closing';
      deliver();
    },
    attach(given) {
      sink = given;
      if (state === 'ended') sink.hangUp();
    },
    resume() {
      isWanted = true;
      deliver();
    },
    abandon: end,
  };
}
