import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The fixture's server as its own process. */
export interface ServerProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts serve.ts of a project folder on a free port, and waits for its greeting. */
export async function startServerProcess(folder: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=diglot-source', 'serve.ts'], {
    cwd: folder,
    // A scenario makes a handler fail; what it logs is no news.
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let greeting = '';
  child.stdout.setEncoding('utf8');
  for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
    greeting += String(part);
    const url = /answers at (http:\S+)/.exec(greeting)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    const stop = async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    };
    return { url, stop };
  }
  throw new Error(`The server ended without a greeting.\n${greeting}`);
}
