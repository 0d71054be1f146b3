import type { Caller } from '../../contract.js';
import type { EventStream } from '../../event-stream.js';
import type { HttpAnswer } from '../../http.js';
import type { Accept } from './accept.js';
import type { Link, Running } from './exchange.js';
import type { Arrival } from './gate.js';
import { eventStreamAnswer, eventText, replyEvent } from './sse.js';
import type { Streams } from './streams.js';
import type { Reply } from './wire.js';

/**
 * The way back of one HTTP request that stands alone: its answer, which becomes an event stream once there is news.
 * A class, as accessors in an object literal cost each call a hidden class that outlives it.
 */
export class ReplyLink implements Link, Running {
  readonly connection = undefined;
  readonly takesNotifications: boolean;
  readonly #arrival: Arrival;
  readonly #caller: Caller;
  readonly #streams: Streams;
  #stream: EventStream | 'refused' | undefined;
  #onOpen: ((answer: HttpAnswer) => void) | undefined;
  #left: AbortController | undefined;
  #finish: (() => void) | undefined;
  isCancelled = false;

  constructor(arrival: Arrival, caller: Caller, { accept, streams }: { accept: Accept; streams: Streams }) {
    this.#arrival = arrival;
    this.#caller = caller;
    this.#streams = streams;
    this.takesNotifications = accept.namesEvents;
  }

  header(name: string): string | null {
    return this.#arrival.request.header(name);
  }

  notify(text: string): boolean {
    if (!this.takesNotifications) return false;
    this.#stream ??= this.#open();
    const stream = this.#opened();
    stream?.offer(eventText('message', text));
    return stream !== undefined;
  }

  /** What runs for an HTTP request runs as long as the request does. */
  start(): Running {
    return this;
  }

  /** Hosts tell of a client that left by the request's signal, by leaving the stream, or both. */
  signal(): AbortSignal {
    this.#left ??= new AbortController();
    if (this.isCancelled) this.#left.abort();
    return AbortSignal.any([this.#arrival.request.signal, this.#left.signal]);
  }

  onClosing(finish: () => void): void {
    this.#finish = finish;
  }

  end(): void {}

  /** The answer: as soon as the handler has news for the client, else what `respond` makes of the reply. */
  answer(replied: Promise<Reply | undefined>, respond: (reply: Reply | undefined) => HttpAnswer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const stream = this.#opened();
      if (stream === undefined) this.#onOpen = resolve;
      else resolve(this.#answer(stream));
      replied.then(
        (reply) => {
          if (this.#opened() === undefined) resolve(respond(reply));
          else this.#last(reply);
        },
        (error) => {
          this.#last(undefined);
          reject(error);
        },
      );
    });
  }

  #opened(): EventStream | undefined {
    return this.#stream === 'refused' ? undefined : this.#stream;
  }

  #open(): EventStream | 'refused' {
    const opened = this.#streams.open({
      caller: this.#caller,
      onEnd: () => {
        this.isCancelled = true;
        this.#left?.abort();
      },
      onClosing: () => this.#finish?.(),
    });
    if (!opened.ok) return 'refused';
    this.#onOpen?.(this.#answer(opened.stream));
    return opened.stream;
  }

  #last(reply: Reply | undefined): void {
    const stream = this.#opened();
    if (reply !== undefined) stream?.write(replyEvent(reply));
    stream?.close();
  }

  #answer(stream: EventStream): HttpAnswer {
    return eventStreamAnswer(stream, this.#arrival.requestId);
  }
}
