import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

// The side of a server that `runDev` supervises. It says one thing: that it has loaded the project.

const supervisedVariable = 'DIGLOT_SUPERVISED';

/** What a supervisor tells a server: to load the project, then to serve it, for the first time or in another's place. */
export type Order = 'load' | 'serve' | 'serve again';

/** The environment of a process that is to be supervised. */
export function supervisedEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, [supervisedVariable]: '1' };
}

/** Whether `npm run dev` started this process, and talks to it. */
export function isSupervised(): boolean {
  return process.env[supervisedVariable] !== undefined && process.send !== undefined;
}

/** Loads all that no change of a project can touch, and the project when it is told to. */
export async function loadWhenTold(server: string): Promise<void> {
  // Nobody would end it any more.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  await import('./local-issuer/index.js');
  await nextOrder();
  await import(pathToFileURL(server).href);
}

/**
 * Waits, in a supervised server, for the one before it to leave the port: by then everything is loaded, so that a server
 * that can't be never takes another's place. Returns at once anywhere else.
 */
export async function awaitTurn(): Promise<Order> {
  if (!isSupervised()) return 'serve';
  process.send?.('loaded');
  return nextOrder();
}

async function nextOrder(): Promise<Order> {
  const [order] = await once(process, 'message');
  return order;
}
