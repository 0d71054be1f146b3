import type { Redis, RedisOptions } from 'ioredis';
import type { Logger } from '../runtime/contract.js';
import { SettingsError } from './settings.js';

/** A connection that comes back by itself. */
export interface RedisConnection {
  readonly redis: Redis;
  /** When it was last established, by `performance.now()`; undefined while it is not. */
  readySince(): number | undefined;
  close(): void;
}

const connectMs = 2000;
/** Longest pause between two attempts to connect. */
const mostPauseMs = 1000;
const options = {
  connectTimeout: connectMs,
  // One that hangs is as good as gone.
  commandTimeout: 500,
  // What can't be sent now fails now: the caller is told, instead of waiting for as long as the outage lasts.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  retryStrategy: (attempt) => Math.min(attempt * 50, mostPauseMs),
} satisfies RedisOptions;

/**
 * Connects to REDIS_URL; ioredis is loaded for that alone. Resolves as soon as the connection stands, or else after two
 * seconds: it is tried on, and the log says once that Redis is gone and once that it is back. `name` is what needs it.
 * Throws SettingsError when the URL can't be used or ioredis is not installed.
 */
export async function connectRedis(url: string, log: Logger, name: string): Promise<RedisConnection> {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol))
    throw new SettingsError('REDIS_URL must be a URL such as redis://127.0.0.1:6379.');
  const { Redis } = await import('ioredis').catch(() => {
    throw new SettingsError('REDIS_URL needs a package that is not installed. Run: npm install ioredis@6.0.0');
  });
  const redis = new Redis(url, options);
  let since: number | undefined;
  let isMissed = false;
  const gone = (error?: unknown) => {
    since = undefined;
    if (isMissed) return;
    isMissed = true;
    log.warn({ reason: reasonOf(error), for: name }, 'Redis is gone; it is tried again until it is back');
  };
  redis.on('error', gone);
  redis.on('close', () => gone());
  redis.on('ready', () => {
    since = performance.now();
    if (isMissed) log.info({ for: name }, 'Redis is back');
    isMissed = false;
  });
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, connectMs);
    redis.once('ready', () => {
      clearTimeout(late);
      resolve();
    });
  });
  return {
    redis,
    readySince: () => since,
    close() {
      redis.removeAllListeners();
      redis.on('error', () => {});
      redis.disconnect();
    },
  };
}

/** The code of a network error: its text may hold the URL, and that a password. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'the connection was closed';
}
