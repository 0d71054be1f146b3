import type { Deadline, Deadlines, Timed } from './deadlines.js';
import { ToolFailure, toolError } from './errors.js';

/**
 * What can end a call before its handler does: its time, and its client's leaving.
 *
 * A class, and not an object literal with a getter: V8 makes a hidden class for each such literal, which then keeps the
 * whole call from being collected young. That cost a third of a call.
 */
export class Interruption implements Timed {
  readonly #deadlines: Deadlines;
  readonly #timeoutMs: number;
  readonly #client: () => AbortSignal;
  #controller: AbortController | undefined;
  #failure: ToolFailure | undefined;
  #reject: ((failure: ToolFailure) => void) | undefined;
  #watched: AbortSignal | undefined;
  #leave: (() => void) | undefined;
  #deadline: Deadline | undefined;
  #isOver = false;

  /** `client` gives the signal that says that the client is gone. */
  constructor(deadlines: Deadlines, timeoutMs: number, client: () => AbortSignal) {
    this.#deadlines = deadlines;
    this.#timeoutMs = timeoutMs;
    this.#client = client;
  }

  /** Whether nobody waits for the handler any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * The handler's signal, made when it is asked for: most handlers never ask, and the signals of a call and of its
   * request cost a tenth of the call. Who never asks is not interrupted by a client that leaves.
   */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#failure !== undefined) this.#controller.abort(this.#failure);
      else if (!this.#isOver) this.#watch();
    }
    return this.#controller.signal;
  }

  /**
   * What `run` comes to; the ToolFailure of an interruption, just before the signal is aborted, when that is first. What
   * a handler comes to after that is its own affair. The clock runs from its return, until `end`: what returns a value at
   * once had no time to run out.
   */
  settle(run: () => unknown): unknown {
    const running = run();
    if (!isThenable(running)) return running;
    this.#deadline = this.#deadlines.add(this, this.#timeoutMs);
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      if (this.#failure !== undefined) reject(this.#failure);
      running.then(resolve, reject);
    });
  }

  /** To be called once the call has come to something, whatever that is. */
  end(): void {
    this.#isOver = true;
    this.#deadline?.clear();
    if (this.#leave !== undefined) this.#watched?.removeEventListener('abort', this.#leave);
  }

  expire(): void {
    this.#interrupt('timeout', `The tool took longer than ${this.#timeoutMs} ms.`);
  }

  #watch(): void {
    const leave = () => this.#interrupt('cancelled', 'The client cancelled the call.');
    this.#watched = this.#client();
    this.#leave = leave;
    if (this.#watched.aborted) leave();
    else this.#watched.addEventListener('abort', leave, { once: true });
  }

  #interrupt(code: 'cancelled' | 'timeout', detail: string): void {
    if (this.#failure !== undefined || this.#isOver) return;
    this.#failure = new ToolFailure(toolError(code, detail));
    this.#reject?.(this.#failure);
    this.#controller?.abort(this.#failure);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
