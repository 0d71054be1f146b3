import type { Redis } from 'ioredis';
import type { RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { Logger, RateLimitContract, Service } from '../runtime/contract.js';
import type { RateLimiter } from '../runtime/rate-limit.js';
import { type Env, SettingsError } from './settings.js';

/** How long Redis may take to count a call. */
const redisWithinMs = 500;

/** A limiter and what has to be closed with it. */
export interface OwnedRateLimiter extends RateLimiter {
  close(): void;
}

interface Library {
  readonly RateLimiterMemory: typeof RateLimiterMemory;
  readonly RateLimiterRedis: typeof RateLimiterRedis;
}

/**
 * The limiter of a service by rate-limiter-flexible, over Redis where REDIS_URL is set, so that replicas count together;
 * undefined when no tool has a limit. While Redis is gone each process counts for itself, and the log says so once.
 * Throws SettingsError.
 */
export async function createRateLimiter(
  service: Pick<Service, 'tools' | 'title'>,
  env: Env,
  log: Logger,
): Promise<OwnedRateLimiter | undefined> {
  if (Object.values(service.tools).every(({ rateLimit }) => rateLimit === undefined)) return undefined;
  const library: Library = (await import('rate-limiter-flexible')).default;
  const redis = env['REDIS_URL'] ? await connect(env['REDIS_URL'], log) : undefined;
  const limiters = new Map<string, RateLimiterAbstract>();
  const limiterOf = (tool: string, { calls, perSeconds }: RateLimitContract): RateLimiterAbstract => {
    const limiter = limiters.get(tool);
    if (limiter !== undefined) return limiter;
    const options = { points: calls, duration: perSeconds, keyPrefix: `diglot:rate:${service.title}:${tool}` };
    const memory = new library.RateLimiterMemory(options);
    const made =
      redis === undefined
        ? memory
        : new library.RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: memory });
    limiters.set(tool, made);
    return made;
  };
  return {
    async take(tool, owner, limit) {
      try {
        await limiterOf(tool, limit).consume(owner);
        return 0;
      } catch (refusal) {
        // It rejects with what is left of the limit; an Error is its own failure, which stops nobody.
        if (!(refusal instanceof Error)) return waitOf(refusal);
        log.error({ err: refusal }, 'a rate limit could not be counted');
        return 0;
      }
    },
    close: () => redis?.disconnect(),
  };
}

function waitOf(refusal: unknown): number {
  const hasWait = typeof refusal === 'object' && refusal !== null && 'msBeforeNext' in refusal;
  return hasWait ? Math.max(1, Number(refusal.msBeforeNext)) : 1;
}

async function connect(url: string, log: Logger): Promise<Redis> {
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url))
    throw new SettingsError('REDIS_URL must be a URL such as redis://127.0.0.1:6379.');
  const { Redis: Client } = await import('ioredis').catch(() => {
    throw new SettingsError('REDIS_URL needs the package ioredis: npm install ioredis@6.0.0');
  });
  const redis = new Client(url, {
    ...{ enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: redisWithinMs },
    connectTimeout: 2000,
  });
  let isGone = false;
  redis.on('error', (error: Error) => {
    if (!isGone)
      log.warn({ err: error }, 'Redis is gone: rate limits are counted by this process alone until it is back');
    isGone = true;
  });
  redis.on('ready', () => {
    if (isGone) log.info({}, 'Redis is back: rate limits are counted together again');
    isGone = false;
  });
  return redis;
}
