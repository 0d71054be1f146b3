import type { Logger } from '../../contract.js';
import { isRecord } from '../../schema/equality.js';
import type { Dispatch } from './dispatch.js';
import { Connection, type Exchange, type Link } from './exchange.js';
import type { Reply } from './wire.js';

const mostUnanswered = 64;

/** How a conversation is carried. */
export interface WayBack {
  /** Sends a reply. */
  send(reply: Reply): void;
  /** Sends a notification, which may be missed; false when it can't be. */
  notify(text: string): boolean;
}

/** The messages of one lasting connection: each is answered when its answer is there. */
export class Conversation {
  readonly #dispatch: Dispatch;
  readonly #back: WayBack;
  readonly #log: Logger;
  readonly #connection = new Connection();
  readonly #link: Link;
  #unanswered = 0;
  #onIdle: (() => void) | undefined;

  constructor(dispatch: Dispatch, back: WayBack, log: Logger) {
    this.#dispatch = dispatch;
    this.#back = back;
    this.#log = log;
    this.#link = {
      connection: this.#connection,
      header: () => null,
      takesNotifications: true,
      notify: (text) => back.notify(text),
      start: (id) => this.#connection.start(id),
    };
  }

  /** Whether this message has to wait for others to be answered. What wants no answer, such as a cancellation, never has. */
  isTooMuch(message: unknown): boolean {
    return this.#unanswered >= mostUnanswered && !(isRecord(message) && message['id'] === undefined);
  }

  /** Takes a message, parsed; the reply is sent when it is there. Never rejects. */
  async receive(message: unknown, { caller, refusal, requestId, path }: Omit<Exchange, 'link'>): Promise<void> {
    this.#unanswered += 1;
    try {
      const reply = await this.#dispatch(message, { caller, refusal, requestId, path, link: this.#link });
      if (reply !== undefined) this.#back.send(reply);
    } catch (error) {
      this.#log.error({ err: error, requestId }, 'a message could not be answered');
    } finally {
      this.#unanswered -= 1;
      if (this.#unanswered === 0) this.#onIdle?.();
    }
  }

  /** Ends subscriptions, and calls back when the last answer is sent. */
  finish(onIdle: () => void): void {
    this.#onIdle = onIdle;
    this.#connection.close();
    if (this.#unanswered === 0) onIdle();
  }

  /** Cancels what runs: nobody is left to hear of it. */
  abandon(): void {
    this.#connection.cancelAll();
  }
}
