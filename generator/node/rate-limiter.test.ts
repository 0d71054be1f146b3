import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Logger } from '../runtime/contract.js';
import { testContract } from '../runtime/test-service.js';
import { listen } from './listen.js';
import { createRateLimiter } from './rate-limiter.js';

const limit = { calls: 3, perSeconds: 60 };
const service = { title: 'Notes', tools: { rare: testContract({ rateLimit: limit }), often: testContract() } };

function createLog() {
  const lines: string[] = [];
  const write = (_fields: object, message: string) => void lines.push(message);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  return { log, lines };
}

async function limiterOf(env: Record<string, string>) {
  const { log, lines } = createLog();
  const limiter = await createRateLimiter(service, env, log);
  if (limiter === undefined) throw new Error('there is a tool with a limit');
  const take = async (owner: string) => (await limiter.take('rare', owner, limit)) === 0;
  return { ...limiter, lines, take };
}

describe('a limit in memory', () => {
  it('is for each caller', async () => {
    const { take, close } = await limiterOf({});
    const ada = [await take('ada'), await take('ada'), await take('ada'), await take('ada')];
    expect(ada).toEqual([true, true, true, false]);
    expect(await take('bob')).toBe(true);
    close();
  });

  it('does not exist where no tool has any', async () => {
    const unlimited = { title: 'Notes', tools: { often: testContract() } };
    expect(await createRateLimiter(unlimited, {}, createLog().log)).toBeUndefined();
  });

  it('says what is wrong with a REDIS_URL', async () => {
    await expect(limiterOf({ REDIS_URL: 'localhost' })).rejects.toThrow('REDIS_URL must be a URL');
  });
});

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis && process.env['CI'] === 'true') throw new Error('redis-server is missing: apt-get install redis-server');
if (!hasRedis) process.stderr.write('The rate limits over Redis are not tested: there is no redis-server.\n');

describe.skipIf(!hasRedis)('a limit over Redis', () => {
  let folder: string;
  let port: number;
  let redis: ChildProcess;

  const startRedis = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
    redis = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const text of redis.stdout ?? []) if (String(text).includes('Ready to accept')) break;
  };
  const stopRedis = async () => {
    const exit = once(redis, 'exit');
    redis.kill('SIGKILL');
    await exit;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'diglot-redis-'));
    const finder = createServer();
    port = await listen(finder, '127.0.0.1', 0);
    await new Promise((resolve) => finder.close(resolve));
    await startRedis();
  });

  afterAll(async () => {
    await stopRedis();
    rmSync(folder, { recursive: true });
  });

  it('is one for all replicas, goes on without Redis, says so once, and comes back', async () => {
    const env = { REDIS_URL: `redis://127.0.0.1:${port}` };
    const [one, other] = [await limiterOf(env), await limiterOf(env)];
    // A connection takes a moment; until then each counts for itself.
    await expect.poll(async () => [await one.take('x'), await other.take('x')]).toEqual([false, false]);
    const taken = [await one.take('ada'), await other.take('ada'), await one.take('ada'), await other.take('ada')];
    expect(taken).toEqual([true, true, true, false]);
    await stopRedis();
    const alone: boolean[] = [];
    for (let call = 0; call < 4; call++) alone.push(await one.take('bob'));
    expect(alone).toEqual([true, true, true, false]);
    await expect.poll(() => one.lines.filter((line) => line.includes('Redis is gone'))).toHaveLength(1);
    await startRedis();
    await expect
      .poll(() => one.lines.filter((line) => line.includes('Redis is back')), { timeout: 10_000 })
      .toHaveLength(1);
    expect(one.lines).toHaveLength(2);
    one.close();
    other.close();
  });
});
