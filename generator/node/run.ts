import { randomUUID } from 'node:crypto';
import type { AppOptions } from '../runtime/contract.js';
import { refuseDrift } from './drift.js';
import { fail } from './fail.js';
import { createLogger } from './logs.js';
import { stickyNote } from './relay/index.js';
import { type ServerOptions, startServer } from './server.js';
import { surviveStrayFailures } from './survive.js';
import { awaitTurn } from './turn.js';
import { welcome } from './welcome.js';

/** What scripts/serve.ts brings. */
export interface RunOptions extends Pick<ServerOptions, 'service' | 'tools' | 'router'> {
  createApp(options: AppOptions): Promise<ServerOptions['app']>;
}

/**
 * Runs a server as a process does: environment from the process, greeting on stdout, a clean end on SIGINT and SIGTERM.
 * What can't be started is one line on stderr and exit code 1.
 */
export async function runServer({ createApp, ...project }: RunOptions): Promise<void> {
  const order = await awaitTurn();
  const { env } = process;
  try {
    refuseDrift(process.argv[1] ?? '', env);
  } catch (error) {
    return fail(error);
  }
  const app = await createApp({ env, now: () => new Date(), newId: randomUUID }).catch(fail);
  if (app === undefined) return;
  const server = await startServer({ ...project, app, env }).catch(async (error: unknown) => {
    await app.close();
    fail(error);
  });
  if (server === undefined) return;
  surviveStrayFailures(createLogger(env));
  const again = `${project.service.title} answers again at ${server.baseUrl}\n`;
  process.stdout.write(order === 'serve again' ? again : await welcome(project.service, server));
  process.stdout.write(stickyNote(env));
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) return process.exit(1);
      ending = true;
      server.close().then(() => process.exit(0), fail);
    });
  }
}
