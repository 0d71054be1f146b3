import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bearer, post, toolCall } from '../../testing/client.js';
import { createFaultyProxy, type Fault, type FaultyProxy } from '../../testing/faulty-proxy.js';
import { createTestIssuer, type TestIssuer } from '../../testing/issuer.js';
import { createTestServer, type TestServer } from '../test-service.js';

// The issuer behind a real proxy that fails in every way a network does. Each test has an issuer and a server of its own.

interface World {
  readonly proxy: FaultyProxy;
  readonly issuer: TestIssuer;
  readonly server: TestServer;
}

const worlds: World[] = [];

async function createWorld(): Promise<World> {
  const proxy = await createFaultyProxy();
  const issuer = await createTestIssuer(proxy.url);
  proxy.leadTo(issuer.origin);
  const world = { proxy, issuer, server: createTestServer({ issuer }) };
  worlds.push(world);
  return world;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});

afterEach(async () => {
  vi.useRealTimers();
  for (const { proxy, issuer } of worlds.splice(0)) {
    await proxy.close();
    await issuer.close();
  }
});

const passTime = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

/** What both surfaces say to a token, which has to be the same. */
async function ask({ server }: World, token: string): Promise<string> {
  const rest = await post(server, '/tools/echo', { text: 'a' }, bearer(token));
  const mcp = await post(server, '/mcp', toolCall('echo', { text: 'a' }), bearer(token));
  expect(mcp.status).toBe(rest.status);
  expect(mcp.headers.get('retry-after')).toBe(rest.headers.get('retry-after'));
  return rest.status === 503 ? `503, again after ${rest.headers.get('retry-after')} s` : String(rest.status);
}

const unavailable = '503, again after 5 s';
const quick: readonly Fault[] = ['resets', 'cuts', 'errs', 'tells a story', 'never ends', 'sends elsewhere'];
/** These last until the time for an answer is over, five seconds. */
const slow: readonly Fault[] = ['hangs', 'drips'];

describe('an issuer whose proxy', () => {
  it.each([...quick, ...slow])('%s is unavailable at first, and known when it is mended', async (fault) => {
    const world = await createWorld();
    const { proxy, issuer } = world;
    const token = await issuer.mint();
    proxy.fail(fault);
    expect(await ask(world, token)).toBe(unavailable);
    const asked = proxy.requests();
    proxy.fail('none');
    expect(await ask(world, token)).toBe(unavailable);
    expect(proxy.requests()).toBe(asked);
    passTime(6);
    expect(await ask(world, token)).toBe('200');
  });

  it.each(quick)('%s does not matter to tokens whose key is known; others wait', async (fault) => {
    const world = await createWorld();
    const { proxy, issuer } = world;
    const token = await issuer.mint();
    expect(await ask(world, token)).toBe('200');
    proxy.fail(fault);
    await issuer.rotate();
    passTime(40);
    const asked = proxy.requests();
    expect(await ask(world, await issuer.mint())).toBe(unavailable);
    for (let round = 0; round < 10; round++) {
      expect(await ask(world, token)).toBe('200');
      expect(await ask(world, await issuer.mint())).toBe(unavailable);
    }
    expect(proxy.requests() - asked).toBe(1);
    proxy.fail('none');
    passTime(31);
    expect(await ask(world, await issuer.mint())).toBe('200');
    expect(await ask(world, token)).toBe('401');
  });

  it('errs for longer is relied on for an hour, and no longer', async () => {
    const world = await createWorld();
    const { proxy, issuer } = world;
    const token = await issuer.mint({ exp: Math.floor(Date.now() / 1000) + 86_400 });
    expect(await ask(world, token)).toBe('200');
    proxy.fail('errs');
    passTime(55 * 60);
    expect(await ask(world, token)).toBe('200');
    passTime(6 * 60);
    expect(await ask(world, token)).toBe(unavailable);
    proxy.fail('none');
    passTime(31);
    expect(await ask(world, token)).toBe('200');
  });
});

describe('the keys', () => {
  it('are followed when they rotate, without a request that fails', async () => {
    const world = await createWorld();
    const { issuer } = world;
    const before = await issuer.mint();
    expect(await ask(world, before)).toBe('200');
    await issuer.rotate();
    passTime(31);
    expect(await ask(world, await issuer.mint())).toBe('200');
    expect(await ask(world, before)).toBe('401');
  });

  it('are followed to where they have moved', async () => {
    const world = await createWorld();
    const { issuer } = world;
    expect(await ask(world, await issuer.mint())).toBe('200');
    issuer.moveKeys('/elsewhere');
    await issuer.rotate();
    passTime(31);
    expect(await ask(world, await issuer.mint())).toBe('200');
  });

  it('are fetched anew every ten minutes, so that one that was taken back is refused', async () => {
    const world = await createWorld();
    const { issuer } = world;
    const token = await issuer.mint({ exp: Math.floor(Date.now() / 1000) + 86_400 });
    expect(await ask(world, token)).toBe('200');
    await issuer.rotate();
    passTime(11 * 60);
    // Calls are served by the old keys while the new ones are on their way, which may fall between two surfaces.
    const askRest = () => post(world.server, '/tools/echo', { text: 'a' }, bearer(token));
    await expect.poll(async () => (await askRest()).status).toBe(401);
    expect(await ask(world, token)).toBe('401');
  });

  it('are asked for once by 300 tokens of unknown keys, at once or in turn, beside good ones', async () => {
    const world = await createWorld();
    const { issuer } = world;
    const good = await issuer.mint();
    expect(await ask(world, good)).toBe('200');
    passTime(31);
    const asked = issuer.keyRequests();
    const unknown = await Promise.all(Array.from({ length: 300 }, (_, n) => issuer.mint({}, { kid: `unknown-${n}` })));
    const atOnce = unknown.slice(0, 150).map(async (token) => expect(await ask(world, token)).toBe('401'));
    await Promise.all([...atOnce, ask(world, good)]);
    for (const token of unknown.slice(150)) {
      expect(await ask(world, token)).toBe('401');
      expect(await ask(world, good)).toBe('200');
    }
    expect(issuer.keyRequests() - asked).toBe(1);
  });
});
