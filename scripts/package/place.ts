import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { readUntil } from '../interop/process-output.js';
import type { NodeVersion } from './nodes.js';

/** A folder in which commands are run as a person types them, on one version of Node. */
export interface Place {
  /** Runs a command and gives what it prints on stdout; rejects when it fails. */
  run(command: string, ...args: readonly string[]): Promise<string>;
  /** Runs `npm run <script>` while `use` does, from its greeting on, and ends it as Ctrl-C does. */
  serve(script: string, use: (url: string) => Promise<void>): Promise<void>;
}

/** How long a command may take. */
const commandMs = 120_000;

export function createPlace(cwd: string, node: NodeVersion, port: number): Place {
  const { PATH = '' } = process.env;
  // What npm run has set would speak of the project around to the npm below.
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|NODE_OPTIONS$)/i.test(name));
  const env = {
    ...Object.fromEntries(own),
    PATH: node.bin === undefined ? PATH : `${node.bin}${delimiter}${PATH}`,
    PORT: String(port),
    NO_COLOR: '1',
    LOG_LEVEL: 'warn',
  };
  return {
    async run(command, ...args) {
      const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: commandMs });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
      await once(child, 'close');
      if (child.exitCode !== 0) {
        throw new Error(
          `${command} ${args.join(' ')} ended with ${child.exitCode ?? child.signalCode}:\n${stdout}${stderr}`,
        );
      }
      return stdout;
    },
    async serve(script, use) {
      const child = spawn('npm', ['run', script], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
      try {
        await use(await readUntil(child, /answers at (\S+)/));
      } finally {
        await end(child);
      }
    },
  };
}

/** Ends npm and all that it has started; they are a group of their own. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, 'close');
  process.kill(-child.pid, 'SIGTERM');
  await ended;
}
