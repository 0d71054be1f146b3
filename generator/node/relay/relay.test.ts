import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Logger } from '../../runtime/contract.js';
import { createTestServer, type TestServer } from '../../runtime/test-service.js';
import { hasRedis, type RedisProcess, startRedis } from '../../test/services/redis.js';
import { bearer, mustOpen, post, toolCall } from '../../testing/client.js';
import { createTestIssuer, type TestIssuer } from '../../testing/issuer.js';
import { connectRedis } from '../redis.js';
import { openRelay, stickyNote } from './index.js';
import { type OpenRelay, openRedisRelay, type RelayLimits } from './redis-relay.js';

/** Replicas of one server in this process, joined by a real Redis. */

interface Replica {
  readonly server: TestServer;
  readonly relay: OpenRelay;
  readonly logs: string[];
}

describe.skipIf(!hasRedis())('sessions on other replicas', () => {
  let redis: RedisProcess;
  let issuer: TestIssuer;
  let token: string;
  let replicas: Replica[];
  let here: Replica;
  let there: Replica;

  const start = async (limits?: Partial<RelayLimits>): Promise<Replica> => {
    const logs: string[] = [];
    const relay = await openRedisRelay(redis.url, logTo(logs), limits);
    const replica = { relay, logs, server: createTestServer({ issuer, relay }) };
    replicas.push(replica);
    return replica;
  };

  beforeAll(async () => {
    redis = await startRedis();
    issuer = await createTestIssuer();
    token = await issuer.mint();
  });

  beforeEach(async () => {
    replicas = [];
    here = await start();
    there = await start();
  });

  afterEach(async () => {
    for (const { server } of replicas) server.close();
    await Promise.all(replicas.map(({ relay }) => relay.close()));
  });

  afterAll(async () => {
    await redis.stop();
    await issuer.close();
  });

  const echo = (id: number, text: string) => toolCall('echo', { text }, id);
  const answerTo = (id: number, text: string) => ({ id, result: { structuredContent: { text } } });
  const codeOf = async (response: Response) => [response.status, (await response.json()).code];

  test('a message to any replica is answered on the stream, and only there', async () => {
    const session = await mustOpen(here.server, token);
    const other = await mustOpen(there.server, token);
    for (let id = 1; id <= 20; id++) {
      const { server } = id % 2 === 0 ? here : there;
      const response = await post(server, session.endpoint, echo(id, `call ${id}`), bearer(token));
      expect([response.status, await response.text()]).toEqual([202, '']);
      expect(JSON.parse((await session.next()).data)).toMatchObject(answerTo(id, `call ${id}`));
    }
    await other.post(echo(99, 'its own'));
    expect(JSON.parse((await other.next()).data)).toMatchObject(answerTo(99, 'its own'));
  });

  test('many at once each get their own answer', async () => {
    const session = await mustOpen(here.server, token);
    const ids = Array.from({ length: 50 }, (_, index) => index);
    const statuses = await Promise.all(
      ids.map(async (id) => (await post(there.server, session.endpoint, echo(id, `n${id}`), bearer(token))).status),
    );
    expect(new Set(statuses)).toEqual(new Set([202]));
    const heard = new Set<string>();
    for (const _ of ids) {
      const { id, result } = JSON.parse((await session.next()).data);
      expect(result.structuredContent.text).toBe(`n${id}`);
      heard.add(result.structuredContent.text);
    }
    expect(heard.size).toBe(50);
  });

  test('what a connection remembers holds for messages that come by another replica', async () => {
    const session = await mustOpen(here.server, token);
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    await post(there.server, session.endpoint, { jsonrpc: '2.0', id: 1, method: 'initialize', params }, bearer(token));
    expect(JSON.parse((await session.next()).data)).toMatchObject({ result: { protocolVersion: '2025-06-18' } });
    await post(there.server, session.endpoint, toolCall('hold', {}, 2), bearer(token));
    await until(() => here.server.app.started.length === 1);
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2 } };
    expect((await post(there.server, session.endpoint, cancel, bearer(token))).status).toBe(202);
    await until(() => here.server.app.aborted.length === 1);
    expect(there.server.app.started).toEqual([]);
  });

  test('nobody answers into the stream of another', async () => {
    const session = await mustOpen(here.server, token);
    const strangers = [{ oid: 'eve' }, { azp: 'other-client' }, { tid: '22222222-2222-2222-2222-222222222222' }];
    for (const claims of strangers) {
      const foreign = await post(there.server, session.endpoint, echo(1, 'x'), bearer(await issuer.mint(claims)));
      expect(await codeOf(foreign)).toEqual([404, 'not_found']);
    }
    expect((await post(there.server, session.endpoint, echo(1, 'x'), bearer(`${token}x`))).status).toBe(401);
    expect(await codeOf(await post(there.server, session.endpoint, echo(1, 'x')))).toEqual([404, 'not_found']);
    // The opener again, with a token of less scopes: the call is judged by the token it came with.
    const lesser = await issuer.mint({ scp: 'Notes.Write' });
    expect((await post(there.server, session.endpoint, echo(7, 'x'), bearer(lesser))).status).toBe(202);
    const refused = JSON.parse((await session.next()).data);
    expect(refused).toMatchObject({ id: 7, result: { isError: true } });
    expect(JSON.stringify(refused)).toContain('insufficient_scope');
  });

  test('sessions and replicas that there are not are 404', async () => {
    const session = await mustOpen(here.server, token);
    const known = session.endpoint.split('=')[1] ?? '';
    const [replica = ''] = known.split('.');
    const unknown = [
      ...[
        '',
        '1',
        'x.y',
        '.',
        `.${known}`,
        `${replica}.`,
        `${replica}.${known}`,
        `${replica}.1`,
        known.replace('.', ''),
      ],
      ...['*.1', '%2a.1', `${'0'.repeat(36)}.1`, `${crypto.randomUUID()}.${crypto.randomUUID()}`, 'x'.repeat(5000)],
    ];
    for (const id of unknown) {
      const response = await post(there.server, `/messages?sessionId=${id}`, echo(1, 'x'), bearer(token));
      expect([id, ...(await codeOf(response))]).toEqual([id, 404, 'not_found']);
    }
    await session.cancel();
    await until(() => here.server.openStreams() === 0);
    expect(await codeOf(await post(there.server, session.endpoint, echo(1, 'x'), bearer(token)))).toEqual([
      ...[404, 'not_found'],
    ]);
  });

  test('a replica that is gone is 404, and its client opens another session', async () => {
    const session = await mustOpen(here.server, token);
    await here.relay.close();
    expect(await codeOf(await post(there.server, session.endpoint, echo(1, 'x'), bearer(token)))).toEqual([
      ...[404, 'not_found'],
    ]);
  });

  test('a replica that leaves tells of all that reached it', async () => {
    const session = await mustOpen(here.server, token);
    const answers: Promise<Response>[] = [];
    let left: Promise<void> | undefined;
    for (let time = 0; time < 60; time++) {
      for (let beside = 0; beside < 3; beside++)
        answers.push(post(there.server, session.endpoint, echo(answers.length, 'x'), bearer(token)));
      if (time === 30) left = here.relay.close();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await left;
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([202, 404]));
    expect(statuses.at(-1)).toBe(404);
  });

  test('too much is refused: a large body, a large frame, many calls, many messages on the way', async () => {
    const session = await mustOpen(here.server, token);
    const huge = await post(there.server, session.endpoint, echo(1, 'x'.repeat(1024 * 1024)), bearer(token));
    expect(await codeOf(huge)).toEqual([413, 'payload_too_large']);
    // Written anew, such a number is five times as long.
    const numbers = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[${Array(200_000).fill('1e20').join()}]}`;
    const grown = await post(there.server, session.endpoint, numbers, bearer(token));
    expect(await codeOf(grown)).toEqual([413, 'payload_too_large']);

    const held = Array.from({ length: 65 }, (_, id) => toolCall('hold', {}, id));
    const statuses = [];
    for (const call of held) statuses.push((await post(there.server, session.endpoint, call, bearer(token))).status);
    expect([statuses.filter((status) => status === 202).length, statuses.at(-1)]).toEqual([64, 429]);

    const narrow = await start({ outstanding: 2 });
    const many = await Promise.all(
      [1, 2, 3].map((id) => post(narrow.server, session.endpoint, toolCall('hold', {}, id), bearer(token))),
    );
    expect(many.map(({ status }) => status).toSorted()).toEqual([429, 429, 503]);
    const small = await start({ outstandingSize: 10 });
    const refused = await post(small.server, session.endpoint, echo(1, 'x'), bearer(token));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  });

  test('a replica that says nothing is 503 after a while', async () => {
    const silent = crypto.randomUUID();
    const listener = await connectRedis(redis.url, logTo([]), 'a test');
    await listener.redis.subscribe(`diglot:replica:${silent}`);
    const hasty = await start({ verdictMs: 100 });
    const response = await post(hasty.server, `/messages?sessionId=${silent}.1`, echo(1, 'x'), bearer(token));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    listener.close();
  });

  test('what is published by a stranger to the protocol is dropped', async () => {
    const session = await mustOpen(here.server, token);
    const publisher = await connectRedis(redis.url, logTo([]), 'a test');
    const texts = ['', '{', 'null', '[]', '{"kind":"message"}', '{"kind":"message","id":"1","from":"*","relayed":{}}'];
    const caller = { kind: 'root', tenant: '', subject: '', clientId: '', scopes: [], roles: [] };
    const frame = { kind: 'message', id: '1', from: '*', relayed: { session: 'x', requestId: 'r', caller } };
    for (const text of [...texts, JSON.stringify(frame)])
      await publisher.redis.publish(`diglot:replica:${here.relay.replica}`, text);
    await post(there.server, session.endpoint, echo(1, 'still there'), bearer(token));
    expect(JSON.parse((await session.next()).data)).toMatchObject(answerTo(1, 'still there'));
    expect(here.logs.filter((line) => line.includes('could not be read'))).toHaveLength(7);
    publisher.close();
  });

  test('without Redis local sessions go on, others are 503, and both recover', async () => {
    const session = await mustOpen(here.server, token);
    const ask = ({ server }: Replica, id: number) => post(server, session.endpoint, echo(id, 'x'), bearer(token));
    expect((await ask(there, 1)).status).toBe(202);
    await session.next();
    await redis.kill();
    for (const id of [2, 3, 4]) {
      expect((await ask(here, id)).status).toBe(202);
      expect(JSON.parse((await session.next()).data)).toMatchObject(answerTo(id, 'x'));
      const refused = await ask(there, id);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    }
    const later = await mustOpen(here.server, token);
    // Replicas that start now go on without it.
    const late = await start();
    await redis.restart();
    const seen = new Set<number>();
    for (const replica of [there, late]) {
      await until(async () => {
        const { status } = await ask(replica, 9);
        seen.add(status);
        return status === 202;
      });
      await session.next();
    }
    // Until both are back, none is told that there is no such session.
    expect([...seen].toSorted()).toEqual([202, 503]);
    expect((await post(there.server, later.endpoint, echo(10, 'x'), bearer(token))).status).toBe(202);
    expect(JSON.parse((await later.next()).data)).toMatchObject(answerTo(10, 'x'));
    const said = there.logs.filter((line) => line.includes('Redis'));
    expect(said).toEqual([expect.stringContaining('Redis is gone'), expect.stringContaining('Redis is back')]);
  }, 30_000);
});

describe('REDIS_URL', () => {
  test.each(['redis', 'http://127.0.0.1:6379', '127.0.0.1:6379'])('%s is refused by name', async (url) => {
    await expect(openRelay({ REDIS_URL: url }, logTo([]))).rejects.toThrow(/^REDIS_URL must be a URL such as/);
  });

  test('without it there is no relay, and whoever may run several replicas is told', async () => {
    expect(await openRelay({}, logTo([]))).toBeUndefined();
    expect(stickyNote({})).toBe('');
    expect(stickyNote({ NODE_ENV: 'production' })).toMatch(/sticky routing.*REDIS_URL/);
    expect(stickyNote({ PUBLIC_URL: 'https://shop.example.com' })).toMatch(/sticky routing.*REDIS_URL/);
    expect(stickyNote({ NODE_ENV: 'production', REDIS_URL: 'redis://127.0.0.1:6379' })).toBe('');
  });
});

function logTo(lines: string[]): Logger {
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  return { debug: write, info: write, warn: write, error: write };
}

/** Waits until `isDone`; the test's own time limit ends it. */
async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 5));
}
