import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTestIssuer } from '../../testing/issuer.js';
import type { ServerState } from './state.js';

/** A process under attack. */
export interface Attacked {
  state(): Promise<ServerState>;
  /** What it has printed that it should not have; nothing, when all is well. */
  printed(): string;
  /** How it ended; undefined while it runs. */
  ended(): string | undefined;
  /** Ends it. */
  stop(): Promise<void>;
}

/** A running HTTP server under attack, and the issuer of its tokens. */
export interface ServerProcess extends Attacked {
  readonly origin: string;
  /** A token of the user of that name. */
  mint(user: string, scopes?: string): Promise<string>;
}

const heapMegabytes = 512;
const stateWithinMs = 20_000;

/** Starts the HTTP server and waits until it listens. */
export async function startServer(): Promise<ServerProcess> {
  const issuer = await createTestIssuer();
  const { child, attacked } = startProcess(new URL('./server.ts', import.meta.url), { args: [issuer.url] });
  child.stdout?.on('data', attacked.hear);
  // The server sends where it listens, then one state for each question.
  const origin = String(await answerOf(child));
  return {
    ...attacked,
    origin,
    mint: (user, scopes = 'Notes.Read Notes.Write') => issuer.mint({ oid: user, scp: scopes }),
    async stop() {
      await attacked.stop();
      await issuer.close();
    },
  };
}

interface StartOptions {
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts a module as a process with pipes. What it writes to stderr is kept, and whatever else is given to `hear`. */
export function startProcess(
  module: URL,
  { args = [], ...options }: StartOptions = {},
): { readonly child: ChildProcess; readonly attacked: Attacked & { hear(text: Buffer): void } } {
  const execArgv = [...process.execArgv, '--expose-gc', `--max-old-space-size=${heapMegabytes}`];
  const child = fork(fileURLToPath(module), args, { ...options, execArgv, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
  let printed = '';
  let ended: string | undefined;
  const hear = (text: Buffer) => {
    printed += text.toString();
  };
  child.stderr?.on('data', hear);
  child.once('exit', (code, signal) => {
    ended = signal ?? `exit code ${code}`;
  });
  const attacked = {
    hear,
    async state() {
      const answer = answerOf(child);
      child.send('state');
      return (await answer) as ServerState;
    },
    printed: () => printed,
    ended: () => ended,
    async stop() {
      if (ended !== undefined) return;
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
  return { child, attacked };
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => fail('says nothing'), stateWithinMs);
    const fail = (what: string) => {
      end();
      reject(new Error(`the server process ${what}`));
    };
    const answer = (message: unknown) => {
      end();
      resolve(message);
    };
    const exit = (code: number | null, signal: string | null) => fail(`ended by ${signal ?? `exit code ${code}`}`);
    const end = () => {
      clearTimeout(late);
      child.off('message', answer).off('exit', exit);
    };
    child.on('message', answer).on('exit', exit);
  });
}

/** What may be left of an attack, in bytes. */
export interface Bounds {
  readonly heap: number;
}

const settleWithinMs = 15_000;

/**
 * Waits until nothing is left of an attack: no stream, no running call, no timer that was not there before, and no more
 * memory than the bound. Gives what is left, if anything, and the last state.
 */
export async function settle(
  server: Pick<Attacked, 'state' | 'printed'>,
  before: ServerState,
  bounds: Bounds,
): Promise<{ readonly state: ServerState; readonly faults: readonly string[] }> {
  const deadline = performance.now() + settleWithinMs;
  for (;;) {
    const state = await server.state();
    const grown = state.heap - before.heap;
    const lasting = [
      ...state.failures.slice(0, 3).map((text) => `the server logged its own failure: ${text}`),
      ...(server.printed() === '' ? [] : [`the server printed: ${server.printed().slice(0, 500)}`]),
    ];
    const faults = [
      ...lasting,
      ...(state.streams > 0 ? [`${state.streams} streams are open`] : []),
      ...(state.running > 0 ? [`${state.running} calls run`] : []),
      ...(state.timers > before.timers ? [`${state.timers - before.timers} timers more than before`] : []),
      ...(grown > bounds.heap ? [`the heap has grown by ${megabytes(grown)}`] : []),
    ];
    if (faults.length === 0 || lasting.length > 0 || performance.now() > deadline) return { state, faults };
    await later(250);
  }
}

/** `12.3 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
