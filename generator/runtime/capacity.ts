import { ownerOf } from './auth/caller.js';
import type { Caller } from './contract.js';
import { type ToolError, toolError } from './errors.js';

/** How many calls may run at once. */
export interface CapacityLimits {
  readonly inAll: number;
  readonly perCaller: number;
}

const defaultLimits: CapacityLimits = { inAll: 1000, perCaller: 250 };
/** Callers that are remembered though nothing runs for them. */
const mostRemembered = 10_000;

const full: ToolError = {
  ...toolError('unavailable', 'The server runs as many calls as it can. Try again in 1 s.'),
  retryAfterSeconds: 1,
};
const tooManyOfCaller: ToolError = {
  ...toolError('too_many_calls', 'Too many of your calls run at once. Wait for some.'),
  retryAfterSeconds: 1,
};

/** One caller, whatever token it comes with. */
export class Standing {
  /** What it is known by: see {@link ownerOf}. */
  readonly owner: string;
  readonly most: number;
  running = 0;
  /** Names it in logs; made for the first line. */
  hash: string | undefined;

  constructor(owner: string, most: number) {
    this.owner = owner;
    this.most = most;
  }
}

/** Counts the calls that run. What would be too many is refused, not queued: a queue only makes everybody late. */
export class Capacity {
  readonly #limits: CapacityLimits;
  readonly #byCaller = new WeakMap<Caller, Standing>();
  readonly #byOwner = new Map<string, Standing>();
  #running = 0;

  constructor(limits: CapacityLimits = defaultLimits) {
    this.#limits = limits;
  }

  get running(): number {
    return this.#running;
  }

  /** The standing of a caller. People who call without a token can't be told apart: only the server's limit holds them. */
  standingOf(caller: Caller): Standing {
    const known = this.#byCaller.get(caller);
    if (known !== undefined) return known;
    const owner = ownerOf(caller);
    const { inAll, perCaller } = this.#limits;
    const standing = this.#byOwner.get(owner) ?? new Standing(owner, caller.kind === 'anonymous' ? inAll : perCaller);
    if (this.#byOwner.size >= mostRemembered) this.#forgetIdle();
    this.#byOwner.set(owner, standing);
    this.#byCaller.set(caller, standing);
    return standing;
  }

  /** Takes a place for a call, which `leave` gives back; or says why there is none. */
  enter(standing: Standing): ToolError | undefined {
    if (this.#running >= this.#limits.inAll) return full;
    if (standing.running >= standing.most) return tooManyOfCaller;
    this.#running += 1;
    standing.running += 1;
    return undefined;
  }

  leave(standing: Standing): void {
    this.#running -= 1;
    standing.running -= 1;
  }

  #forgetIdle(): void {
    for (const [owner, { running }] of this.#byOwner) if (running === 0) this.#byOwner.delete(owner);
  }
}
