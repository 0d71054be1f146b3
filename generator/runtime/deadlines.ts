/** Who is told when its time is up. */
export interface Timed {
  expire(): void;
}

/** What runs against a clock. */
export interface Deadlines {
  /** Has `timed` told after `ms` milliseconds, or a little later. */
  add(timed: Timed, ms: number): void;
  /** Forgets one that was added with this `ms`. */
  delete(timed: Timed, ms: number): void;
}

/**
 * One timer for all calls of the same duration, which are due in the order they came in: a timer of its own costs a call
 * a twelfth of its time. It stays set when the last call ends, as the next one comes at once, but holds no process up.
 */
export function createDeadlines(): Deadlines {
  const queues = new Map<number, Queue>();
  return {
    add(timed, ms) {
      const queue = queues.get(ms) ?? new Queue(ms);
      queues.set(ms, queue);
      queue.add(timed);
    },
    delete: (timed, ms) => queues.get(ms)?.delete(timed),
  };
}

/** A timer for each call: for hosts where a timer ends with the request that has set it. */
export function createOwnTimers(): Deadlines {
  const timers = new Map<Timed, ReturnType<typeof setTimeout>>();
  return {
    add(timed, ms) {
      const expire = () => {
        timers.delete(timed);
        timed.expire();
      };
      timers.set(timed, setTimeout(expire, ms));
    },
    delete(timed) {
      clearTimeout(timers.get(timed));
      timers.delete(timed);
    },
  };
}

class Queue {
  readonly #ms: number;
  readonly #due = new Map<Timed, number>();
  #isSet = false;

  constructor(ms: number) {
    this.#ms = ms;
  }

  add(timed: Timed): void {
    this.#due.set(timed, performance.now() + this.#ms);
    if (!this.#isSet) this.#set(this.#ms);
  }

  delete(timed: Timed): void {
    this.#due.delete(timed);
  }

  #set(ms: number): void {
    this.#isSet = true;
    const timer: unknown = setTimeout(() => this.#expire(), ms);
    // Web-standard hosts have numbers for timers, and no process to hold up.
    if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
      timer.unref();
  }

  #expire(): void {
    const now = performance.now();
    for (const [timed, due] of this.#due) {
      // Timers keep whole milliseconds.
      if (due - now >= 1) {
        this.#set(due - now);
        return;
      }
      this.#due.delete(timed);
      timed.expire();
    }
    this.#isSet = false;
  }
}
