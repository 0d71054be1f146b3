import type { Logger } from './contract.js';

/** Whether a server should be sent requests. */
export interface Readiness {
  /** Never rejects, and takes no longer than {@link mostMs}. */
  isReady(): Promise<boolean>;
  /** From now on it should not. */
  drain(): void;
}

const mostMs = 2000;

/**
 * Asks the app whether it can work. Probes that come while it is asked share the answer: they must not pile up questions
 * to a database that hangs.
 */
export function createReadiness(check: (() => Promise<void>) | undefined, log: Logger): Readiness {
  let isDraining = false;
  let asked: Promise<boolean> | undefined;
  const ask = async (): Promise<boolean> => {
    try {
      await check?.();
      return true;
    } catch (error) {
      log.warn({ err: error }, 'the app is not ready');
      return false;
    } finally {
      asked = undefined;
    }
  };
  return {
    async isReady() {
      if (isDraining) return false;
      asked ??= ask();
      const answer = await inTime(asked);
      return answer && !isDraining;
    },
    drain() {
      isDraining = true;
    },
  };
}

function inTime(answer: Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), mostMs);
    void answer.then((value) => {
      clearTimeout(late);
      resolve(value);
    });
  });
}
