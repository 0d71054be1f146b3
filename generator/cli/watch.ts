import { join, resolve } from 'node:path';
import { watch } from 'chokidar';
import { exitCode } from './exit.js';
import { type GenerateOptions, runGenerate } from './generate.js';
import { say } from './output.js';

/** What a watching run tells the process that has started it, after each round. */
export interface Round {
  readonly ok: boolean;
}

/** Editors write a file in several steps: what comes within this time is one change. */
const settleMs = 20;

/** `diglot generate --watch`: generates, and again whenever the spec is saved, until it is told to end. */
export async function runWatch(options: GenerateOptions): Promise<number> {
  const spec = join(resolve(options.root), 'spec');
  let running: Promise<void> | undefined;
  let isDue = false;
  const round = async () => {
    const begin = performance.now();
    const code = await runGenerate({ ...options, quiet: true }).catch(complain);
    if (code === exitCode.done) say(`Generated in ${Math.round(performance.now() - begin)} ms.`);
    process.send?.({ ok: code === exitCode.done } satisfies Round);
  };
  const rounds = async () => {
    while (isDue) {
      isDue = false;
      await round();
    }
    running = undefined;
  };
  const due = () => {
    isDue = true;
    running ??= rounds();
  };
  const watcher = watch(spec, { ignoreInitial: true });
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(due, settleMs);
  });
  due();
  say('Watching spec/tools.yaml. Ctrl-C ends it.');
  await ended();
  clearTimeout(timer);
  await watcher.close();
  await running;
  return exitCode.done;
}

function complain(error: unknown): number {
  say(error instanceof Error ? error.message : String(error));
  return exitCode.refused;
}

/** Resolves when the process is told to end, or has lost the one that started it. */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => resolve());
  });
}
