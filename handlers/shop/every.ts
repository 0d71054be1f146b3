/** Work that is done again and again. */
export interface Repeated {
  /** Does it no more, and waits for what is running. */
  end(): Promise<void>;
}

/**
 * Does `work` now and then every so often, one at a time. What fails is tried again the next time: the database may be gone
 * for a while. Keeps no process alive.
 */
export function every(milliseconds: number, work: () => Promise<unknown>): Repeated {
  let running: Promise<unknown> | undefined;
  const once = () => {
    running ??= work()
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
      });
  };
  once();
  const timer = setInterval(once, milliseconds).unref();
  return {
    async end() {
      clearInterval(timer);
      await running;
    },
  };
}
