/** Lets one holder in at a time, in the order they asked. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** Waits for the turn; the returned function ends it. Throws an Error when the turn does not come within `waitMs`. */
  async acquire(waitMs: number): Promise<() => void> {
    const before = this.#tail;
    let release: () => void = () => {};
    this.#tail = new Promise((resolve) => {
      release = resolve;
    });
    if (await isSettledWithin(before, waitMs)) return release;
    before.then(release);
    throw new Error(`The turn did not come within ${waitMs} ms.`);
  }

  /** Waits, however long, until all who have asked are done; nobody gets in after that. */
  async close(): Promise<void> {
    const before = this.#tail;
    this.#tail = new Promise(() => {});
    await before;
  }
}

async function isSettledWithin(promise: Promise<void>, waitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), waitMs);
  });
  const isFirst = await Promise.race([promise.then(() => true), timeIsUp]);
  clearTimeout(timer);
  return isFirst;
}
