/** Who is told when its time is up. */
export interface Timed {
  expire(): void;
}

/** The time that something has. */
export interface Deadline {
  /** Forgets it: whose time it was is not told any more. */
  clear(): void;
}

/** What runs against a clock. */
export interface Deadlines {
  /** Has `timed` told after `ms` milliseconds, or a little later. */
  add(timed: Timed, ms: number): Deadline;
}

/**
 * One timer for all calls of the same duration, which are due in the order they came in: a timer of its own costs a call
 * a twelfth of its time. It stays set when the last call ends, as the next one comes at once, but holds no process up.
 */
export function createDeadlines(): Deadlines {
  const queues = new Map<number, Queue>();
  return {
    add(timed, ms) {
      let queue = queues.get(ms);
      if (queue === undefined) {
        queue = new Queue(ms);
        queues.set(ms, queue);
      }
      return queue.add(timed);
    },
  };
}

/** A timer for each call: for hosts where a timer ends with the request that has set it. */
export function createOwnTimers(): Deadlines {
  return {
    add(timed, ms) {
      const timer = setTimeout(() => timed.expire(), ms);
      return { clear: () => clearTimeout(timer) };
    },
  };
}

/** A place in a queue, which is a ring of them: a Map that calls come to and leave costs a sixtieth of a small call. */
class Place implements Deadline {
  readonly timed: Timed | undefined;
  readonly due: number;
  next: Place = this;
  #previous: Place = this;

  constructor(timed: Timed | undefined, due: number) {
    this.timed = timed;
    this.due = due;
  }

  /** Takes the place just before another one. */
  enter(next: Place): void {
    this.next = next;
    this.#previous = next.#previous;
    this.#previous.next = this;
    next.#previous = this;
  }

  clear(): void {
    this.#previous.next = this.next;
    this.next.#previous = this.#previous;
    this.next = this;
    this.#previous = this;
  }
}

class Queue {
  readonly #ms: number;
  /** Stands between the last and the first. */
  readonly #ends = new Place(undefined, Number.POSITIVE_INFINITY);
  #isSet = false;

  constructor(ms: number) {
    this.#ms = ms;
  }

  add(timed: Timed): Deadline {
    const place = new Place(timed, performance.now() + this.#ms);
    place.enter(this.#ends);
    if (!this.#isSet) this.#set(this.#ms);
    return place;
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
    for (;;) {
      const first = this.#ends.next;
      if (first.timed === undefined) break;
      // Timers keep whole milliseconds.
      if (first.due - now >= 1) {
        this.#set(first.due - now);
        return;
      }
      first.clear();
      first.timed.expire();
    }
    this.#isSet = false;
  }
}
