import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSupervised, loadWhenTold, type Order, supervisedEnv } from './turn.js';

/** The command line tool: the same way up from source and from dist/. */
const commandLine = fileURLToPath(new URL(`../cli/start${extname(import.meta.url)}`, import.meta.url));

/** What a project runs while it is being written. */
export interface DevOptions {
  /** The script that serves it, by path. */
  readonly server: string;
  /** Folders whose changes the server has to follow. */
  readonly sources: readonly string[];
}

/** Generated files come one after the other: what comes within this time is one change. */
const settleMs = 20;
/** How long a server that is replaced has for the calls that run. */
const farewellMs = 1000;
/** How long after a change the next server is made ready: beside the one that starts, it would slow that down. */
const spareAfterMs = 1000;

/**
 * Generates, serves, and follows every save. A spec with errors, or a project that can't be loaded, leaves the server that
 * runs where it is. The script that calls this is also run in the processes of the servers. Ends with SIGINT or SIGTERM.
 */
export async function runDev({ server, sources }: DevOptions): Promise<void> {
  if (isSupervised()) return loadWhenTold(server);
  const { watch } = await import('chokidar');
  const servers = createServers();
  const generator = fork(commandLine, ['generate', '--watch']);
  let timer: NodeJS.Timeout | undefined;
  const replaceSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(servers.replace, settleMs);
  };
  // Later rounds are seen by what they write.
  generator.on('message', ({ ok }: { readonly ok: boolean }) => ok && servers.isIdle() && replaceSoon());
  const watcher = watch([...sources], { ignoreInitial: true }).on('all', replaceSoon);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    generator.once('exit', () => resolve());
  });
  clearTimeout(timer);
  await Promise.all([watcher.close(), leave(generator), servers.end()]);
}

interface Servers {
  /** Whether none serves, and none is about to. */
  isIdle(): boolean;
  /** Has another one serve as soon as it is loaded. */
  replace(): void;
  end(): Promise<void>;
}

/** At most three processes: one serves, one loads what has changed, and one that holds no project yet waits for a change. */
function createServers(): Servers {
  let serving: ChildProcess | undefined;
  let coming: ChildProcess | undefined;
  let spare: ChildProcess | undefined;
  let hasServed = false;
  let isEnding = false;
  let timer: NodeJS.Timeout | undefined;

  const makeSpare = (): ChildProcess => {
    const child = fork(process.argv[1] ?? '', process.argv.slice(2), { env: supervisedEnv(process.env) });
    child.once('exit', (code) => gone(child, code));
    return child;
  };

  const gone = (child: ChildProcess, code: number | null) => {
    if (child === spare) spare = undefined;
    if (isEnding || (child !== serving && child !== coming)) return;
    if (child === serving) serving = undefined;
    else coming = undefined;
    const rest = serving === undefined ? 'Nothing is served' : 'The last good one goes on';
    process.stderr.write(`The server ended with code ${code}. ${rest}; save a file to try again.\n`);
  };

  const takeTurn = async (child: ChildProcess) => {
    if (child !== coming) return;
    coming = undefined;
    const former = serving;
    serving = child;
    if (former !== undefined) await leave(former);
    send(child, hasServed ? 'serve again' : 'serve');
    hasServed = true;
    timer = setTimeout(() => {
      spare ??= isEnding ? undefined : makeSpare();
    }, spareAfterMs);
  };

  return {
    isIdle: () => serving === undefined && coming === undefined,
    replace() {
      clearTimeout(timer);
      const late = coming;
      const child = spare ?? makeSpare();
      spare = undefined;
      coming = child;
      late?.kill('SIGKILL');
      child.once('message', () => void takeTurn(child));
      // A process reads what was sent to it before it listened, once it does.
      send(child, 'load');
    },
    async end() {
      isEnding = true;
      clearTimeout(timer);
      await Promise.all([serving, coming, spare].map((child) => child && leave(child)));
    },
  };
}

function send(child: ChildProcess, order: Order): void {
  if (child.connected) child.send(order);
}

/** Asks a process to end, and makes it when it takes long. */
async function leave(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), farewellMs);
  await ended;
  clearTimeout(late);
}
