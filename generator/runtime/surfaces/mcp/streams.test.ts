import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anonymous } from '../../auth/caller.js';
import type { Caller } from '../../contract.js';
import { createStreams, type Stream, type Streams } from './streams.js';

const limits = { keepAliveMs: 1000, queuedBytes: 200, perCaller: 2, anonymous: 1, inAll: 3 };
const ada: Caller = { ...anonymous, kind: 'user', tenant: 't', subject: 'ada', clientId: 'c' };
const bob: Caller = { ...ada, subject: 'bob' };

let streams: Streams;
let opened = 0;

beforeEach(() => {
  vi.useFakeTimers();
  streams = createStreams(limits);
});

afterEach(() => {
  streams.closeAll();
  vi.useRealTimers();
});

/** A new stream of the caller, or the code of the refusal. */
function open(caller: Caller): Stream | string {
  opened += 1;
  const answer = streams.open(`stream ${opened}`, caller);
  return answer.ok ? answer.stream : answer.error.code;
}

function mustOpen(caller: Caller): Stream {
  const stream = open(caller);
  if (typeof stream === 'string') throw new Error(stream);
  return stream;
}

describe('the limits', () => {
  it('hold for one caller, and for those without a token together', () => {
    mustOpen(ada);
    mustOpen(ada);
    expect(open(ada)).toBe('too_many_streams');
    streams.closeAll();
    streams = createStreams(limits);
    mustOpen(anonymous);
    expect(open(anonymous)).toBe('too_many_streams');
    mustOpen(bob);
  });

  it('hold in all, and give way when a stream ends', async () => {
    const first = mustOpen(ada);
    mustOpen(ada);
    mustOpen(bob);
    expect(open(bob)).toBe('unavailable');
    await first.body.cancel();
    expect(streams.size).toBe(2);
    mustOpen(bob);
  });

  it('leave no room after closeAll', () => {
    streams.closeAll();
    expect(open(ada)).toBe('unavailable');
  });
});

describe('a stream', () => {
  it('gets a comment now and then, from one timer that ends with the last stream', async () => {
    const [one, other] = [mustOpen(ada), mustOpen(bob)];
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(limits.keepAliveMs);
    for (const { body } of [one, other]) {
      const reader = body.getReader();
      expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^:.*\n\n$/);
      await reader.cancel();
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is cut off beyond its byte budget, with what runs for it', async () => {
    const stream = mustOpen(ada);
    const controller = new AbortController();
    stream.connection.running.add({ id: 1, controller });
    stream.send('message', 'x'.repeat(100));
    expect(streams.size).toBe(1);
    stream.send('message', 'x'.repeat(100));
    expect(streams.size).toBe(0);
    expect(controller.signal.aborted).toBe(true);
    await expect(stream.body.getReader().read()).rejects.toThrow('stopped reading');
    stream.send('message', 'nobody hears this');
  });

  it('delivers what is queued when all are closed', async () => {
    const stream = mustOpen(ada);
    stream.send('message', '{}');
    streams.closeAll();
    expect(await new Response(stream.body).text()).toBe('event: message\ndata: {}\n\n');
  });

  it("is nobody else's", () => {
    const { id } = mustOpen(ada);
    expect(streams.find(id, { ...ada, scopes: ['More'] })?.id).toBe(id);
    for (const caller of [bob, anonymous, { ...ada, tenant: 'u' }, { ...ada, kind: 'app' as const }]) {
      expect(streams.find(id, caller)).toBeUndefined();
    }
  });
});
