import type { RateLimitContract, ToolContract } from './contract.js';
import { type ToolError, toolError } from './errors.js';

/** Counts calls against the limits of the spec. Must not reject: a limiter that fails lets calls pass. */
export interface RateLimiter {
  /** Takes one call of `tool` by `owner`. Milliseconds to wait when there is none left; 0 when it may go on. */
  take(tool: string, owner: string, limit: RateLimitContract): Promise<number>;
}

/** Why this call has to wait; undefined when it may go on. Only for tools with a limit. */
export async function rateLimited(
  limiter: RateLimiter,
  { name, contract: { rateLimit } }: { readonly name: string; readonly contract: Pick<ToolContract, 'rateLimit'> },
  owner: string,
): Promise<ToolError | undefined> {
  if (rateLimit === undefined) return undefined;
  const waitMs = await limiter.take(name, owner, rateLimit);
  if (waitMs <= 0) return undefined;
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  const { calls, perSeconds } = rateLimit;
  const detail = `${name} takes ${calls} calls per ${perSeconds} s from each caller. Try again in ${retryAfterSeconds} s.`;
  return { ...toolError('rate_limited', detail), retryAfterSeconds };
}
