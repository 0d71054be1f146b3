import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createFetch } from '../runtime/index.js';
import { hostCrypto } from './crypto.js';
import { openDataFolder } from './data-folder.js';
import { readDocuments } from './documents.js';
import { fail } from './fail.js';
import { linesOf } from './lines.js';
import { createLogger } from './logs.js';
import type { RunOptions } from './run.js';
import { readListenSettings, SettingsError } from './settings.js';
import { signInOverStdio } from './stdio-peer.js';
import { surviveStrayFailures } from './survive.js';

const drainMs = 10_000;
const flushMs = 1000;
/** Bytes that wait for a client before progress and log are left out. */
const behindBytes = 1024 * 1024;

/**
 * Serves MCP over stdin and stdout, as local clients start it: one JSON-RPC message per line. `load` imports the project;
 * whatever its modules print goes to stderr, since stdout is for messages alone. Ends when stdin does, after the answers
 * that are still due, or on SIGINT and SIGTERM. What can't be started is one line on stderr and exit code 1.
 */
export async function runStdio(load: () => Promise<RunOptions>): Promise<void> {
  const write = reserveStdout();
  // A host that closes its end of the log still wants answers.
  process.stderr.on('error', () => {});
  try {
    const enterDataFolder = openDataFolder(process.env);
    await serve({ ...(await load()), enterDataFolder }, write);
  } catch (error) {
    fail(error);
  }
  // After what is written has left, if its reader takes it.
  setTimeout(() => process.exit(), flushMs);
  write('', () => process.exit());
}

interface StdioOptions extends RunOptions {
  /** What the app opens from here on is relative to the data folder. */
  enterDataFolder(): void;
}

async function serve({ createApp, enterDataFolder, ...project }: StdioOptions, write: Write): Promise<void> {
  const { env } = process;
  const { service } = project;
  const { publicUrl, allowedHosts } = readListenSettings(env, service);
  const documents = readDocuments();
  const { who, auth } = signInOverStdio(service, env);
  enterDataFolder();
  const app = await createApp({ env, now: () => new Date(), newId: randomUUID });
  try {
    const baseUrl = publicUrl ?? service.serverUrl;
    const log = createLogger(env);
    surviveStrayFailures(log);
    const server = createFetch({ ...project, app, documents, baseUrl, auth, allowedHosts, log, ...hostCrypto });
    const channel = server.connect({
      who,
      send({ body, rest }) {
        if (rest === undefined) return write(`${body}\n`);
        write(body);
        write(rest);
        write('\n');
      },
      isBehind: () => process.stdout.writableLength > behindBytes,
    });
    const identity = await channel.identify();
    if (!identity.ok) throw new SettingsError(`DIGLOT_TOKEN: ${identity.error.detail}`);
    await untilTheEnd(async () => {
      for await (const line of linesOf(process.stdin)) {
        void channel.receive(line);
        // Who takes no answers is asked for no more requests.
        if (process.stdout.writableLength > behindBytes) await once(process.stdout, 'drain');
      }
      await Promise.race([channel.finish(), new Promise((resolve) => setTimeout(resolve, drainMs))]);
    });
    channel.abandon();
  } finally {
    await app.close();
  }
}

type Write = (body: string | Uint8Array, onSent?: () => void) => void;

/** Makes stdout the caller's own: what anything else writes there, or to the console, goes to stderr. */
function reserveStdout(): Write {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return (body, onSent) => void write(body, onSent);
}

/** Runs to its own end, or until the client is gone or a signal says so. */
function untilTheEnd(run: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    process.stdout.on('error', () => resolve());
    run().then(resolve, reject);
  });
}
