import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Ready, Usage } from './servers/report.js';

/** The servers that are measured: the files under servers/. */
export type ServerName = 'diglot' | 'signed-in' | 'bare' | 'sdk-sse' | 'plain-hono' | 'empty';

/** A server under plain Node, in a process of its own. */
export interface ServerProcess extends Ready {
  ask(question: 'cpu' | 'heap'): Promise<Usage>;
  stop(): Promise<void>;
}

/** The file to run a server from. */
export function serverFile(name: ServerName): string {
  return fileURLToPath(new URL(`./servers/${name}.js`, import.meta.url));
}

/** Starts a server with that many tools. One that can be asked for its heap is told to expose the collector. */
export function startProcess(name: ServerName, toolCount: number, execArgv: string[] = []): Promise<ServerProcess> {
  return startFile(serverFile(name), [String(toolCount)], execArgv);
}

/** Starts a server from its file, which reports as those under servers/ do. */
export async function startFile(file: string, args: string[] = [], execArgv: string[] = []): Promise<ServerProcess> {
  const child = fork(file, args, { execArgv });
  const ready = await reply<Ready>(child);
  return {
    ...ready,
    ask(question) {
      child.send(question);
      return reply<Usage>(child);
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** The next message of a server, which may end instead. */
async function reply<Message>(child: ChildProcess): Promise<Message> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`a server ended with code ${code}`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message as Message;
  } finally {
    ended.catch(() => {});
    waiting.abort();
  }
}
