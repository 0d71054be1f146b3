import type { RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { Logger, RateLimitContract, Service } from '../runtime/contract.js';
import type { RateLimiter } from '../runtime/rate-limit.js';
import { connectRedis } from './redis.js';
import type { Env } from './settings.js';

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
  const connection = env['REDIS_URL'] ? await connectRedis(env['REDIS_URL'], log, 'rate limits') : undefined;
  const limiters = new Map<string, RateLimiterAbstract>();
  const limiterOf = (tool: string, { calls, perSeconds }: RateLimitContract): RateLimiterAbstract => {
    const limiter = limiters.get(tool);
    if (limiter !== undefined) return limiter;
    const options = { points: calls, duration: perSeconds, keyPrefix: `diglot:rate:${service.title}:${tool}` };
    const memory = new library.RateLimiterMemory(options);
    const made =
      connection === undefined
        ? memory
        : new library.RateLimiterRedis({ ...options, storeClient: connection.redis, insuranceLimiter: memory });
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
    close: () => connection?.close(),
  };
}

function waitOf(refusal: unknown): number {
  const hasWait = typeof refusal === 'object' && refusal !== null && 'msBeforeNext' in refusal;
  return hasWait ? Math.max(1, Number(refusal.msBeforeNext)) : 1;
}
