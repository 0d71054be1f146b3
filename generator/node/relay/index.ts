import type { Logger } from '../../runtime/contract.js';
import type { Env } from '../settings.js';
import type { OpenRelay } from './redis-relay.js';

/** The relay of REDIS_URL, loaded for that alone; undefined without one. Throws SettingsError. */
export async function openRelay(env: Env, log: Logger): Promise<OpenRelay | undefined> {
  const url = env['REDIS_URL'];
  if (!url) return undefined;
  const { openRedisRelay } = await import('./redis-relay.js');
  return openRedisRelay(url, log);
}

/**
 * What whoever runs more than one replica has to know, where there may be more: under a public URL, or in production. A
 * line for the console; empty where it has nothing to say.
 */
export function stickyNote(env: Env): string {
  const mayBeMany = Boolean(env['PUBLIC_URL']) || env['NODE_ENV'] === 'production';
  if (!mayBeMany || env['REDIS_URL']) return '';
  return 'Several replicas need sticky routing for GET /sse and POST /messages; with REDIS_URL set, they need none.\n';
}
