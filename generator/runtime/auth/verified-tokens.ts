/** How long a verdict may stand. */
export interface Standing {
  /** When the token expires, in milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Whether the key that signed it is still one of the issuer's, as far as is known. */
  isKeyKnown(): boolean;
}

interface Entry<Verdict> extends Pick<Standing, 'isKeyKnown'> {
  readonly verdict: Verdict;
  readonly until: number;
}

const longestMs = 60_000;
const mostTokens = 5000;

/**
 * The verdicts on tokens that were accepted, by their digests, so that no token lies here. One stands for a minute,
 * or until its token expires or its issuer's keys have been fetched anew. When there are too many, the oldest goes.
 */
export class VerifiedTokens<Verdict> {
  readonly #entries = new Map<string, Entry<Verdict>>();

  find(digest: string): Verdict | undefined {
    const entry = this.#entries.get(digest);
    if (entry === undefined) return undefined;
    if (Date.now() < entry.until && entry.isKeyKnown()) return entry.verdict;
    this.#entries.delete(digest);
    return undefined;
  }

  keep(digest: string, verdict: Verdict, { expiresAt, isKeyKnown }: Standing): void {
    if (this.#entries.size >= mostTokens) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        break;
      }
    }
    const until = Math.min(expiresAt, Date.now() + longestMs);
    this.#entries.set(digest, { verdict, isKeyKnown, until });
  }
}
