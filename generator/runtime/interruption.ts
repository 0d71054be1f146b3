import { ToolFailure, toolError } from './errors.js';

/** What can end a call before its handler does: its time, and its client's leaving. */
export interface Interruption {
  /**
   * The handler's signal, made when it is asked for: most handlers never ask, and the signals of a call and of its
   * request cost a tenth of the call. Who never asks is not interrupted by a client that leaves.
   */
  readonly signal: AbortSignal;
  /** Rejects with the ToolFailure that the call then comes to, just before the signal is aborted. */
  readonly failed: Promise<never>;
  /** Whether nobody waits for the handler any more. */
  readonly isOver: boolean;
  /** Stops the clock. The handler is done, or nobody waits for it any more. */
  end(): void;
}

/** Starts the clock of a call. `client` gives the signal that says that the client is gone. */
export function createInterruption(timeoutMs: number, client: () => AbortSignal): Interruption {
  let controller: AbortController | undefined;
  let failure: ToolFailure | undefined;
  let watched: AbortSignal | undefined;
  let isOver = false;
  let reject: (failure: ToolFailure) => void = () => {};
  const failed = new Promise<never>((_resolve, rejectFailed) => {
    reject = rejectFailed;
  });
  const interrupt = (code: 'cancelled' | 'timeout', detail: string) => {
    if (failure !== undefined || isOver) return;
    failure = new ToolFailure(toolError(code, detail));
    reject(failure);
    controller?.abort(failure);
  };
  const leave = () => interrupt('cancelled', 'The client cancelled the call.');
  const timer = setTimeout(() => interrupt('timeout', `The tool took longer than ${timeoutMs} ms.`), timeoutMs);
  const watch = () => {
    watched = client();
    if (watched.aborted) leave();
    else watched.addEventListener('abort', leave, { once: true });
  };

  return {
    failed,
    get signal() {
      if (controller === undefined) {
        controller = new AbortController();
        if (failure !== undefined) controller.abort(failure);
        else if (!isOver) watch();
      }
      return controller.signal;
    },
    get isOver() {
      return isOver;
    },
    end() {
      isOver = true;
      clearTimeout(timer);
      watched?.removeEventListener('abort', leave);
    },
  };
}
