import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './examine.js';

/** One spec to examine: that of a run, or one in a file. */
export type Task = { readonly seed: number; readonly run: number } | { readonly file: string };

/** A process that examines specs. One that dies or hangs is replaced. */
export interface Examiner {
  /** Resolves always: a signal, a full heap or a run out of time is a fault of this task. */
  examine(task: Task): Promise<Outcome>;
  stop(): void;
}

const heapMegabytes = 1024;

/** Starts an examiner that gives each spec so much time. */
export function startExaminer(milliseconds: number): Examiner {
  let worker: Promise<ChildProcess> | undefined;
  return {
    async examine(task) {
      worker ??= startWorker();
      const child = await worker;
      return new Promise((resolve) => {
        const end = (outcome: Outcome, reusable: boolean) => {
          clearTimeout(timer);
          child.removeAllListeners();
          if (!reusable) {
            child.kill('SIGKILL');
            worker = undefined;
          }
          resolve(outcome);
        };
        const fault = (text: string) => end({ files: 0, codes: [], faults: [text] }, false);
        const timer = setTimeout(() => fault(`no end within ${milliseconds} ms`), milliseconds);
        // The worker sends outcomes only.
        child.once('message', (message) => end(message as Outcome, true));
        child.once('exit', (code, signal) => fault(`the process ended by ${signal ?? `exit code ${code}`}`));
        child.send(task);
      });
    },
    stop() {
      worker?.then((child) => child.kill('SIGKILL'));
    },
  };
}

function startWorker(): Promise<ChildProcess> {
  const execArgv = [...process.execArgv, `--max-old-space-size=${heapMegabytes}`];
  const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), { execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', () => {
      child.removeAllListeners();
      resolve(child);
    });
    child.once('exit', (code) => reject(new Error(`a worker did not start: exit code ${code}`)));
  });
}
