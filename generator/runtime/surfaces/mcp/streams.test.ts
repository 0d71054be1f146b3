import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anonymous } from '../../auth/caller.js';
import type { Caller } from '../../contract.js';
import type { EventStream } from '../../event-stream.js';
import { webResponse } from '../../web.js';
import { eventStreamAnswer, eventText } from './sse.js';
import { createStreams, type Streams } from './streams.js';

const limits = { keepAliveMs: 1000, queued: 200, perCaller: 2, anonymous: 1, inAll: 3 };
const ada: Caller = { ...anonymous, kind: 'user', tenant: 't', subject: 'ada', clientId: 'c' };
const bob: Caller = { ...ada, subject: 'bob' };

let streams: Streams;
let ended = 0;

beforeEach(() => {
  vi.useFakeTimers();
  streams = createStreams(limits);
  ended = 0;
});

afterEach(() => {
  streams.closeAll();
  vi.useRealTimers();
});

/** A new stream of the caller, or the code of the refusal. */
function open(caller: Caller): EventStream | string {
  const answer = streams.open({
    caller,
    onEnd() {
      ended += 1;
    },
    onClosing: () => answer.ok && answer.stream.close(),
  });
  return answer.ok ? answer.stream : answer.error.code;
}

function mustOpen(caller: Caller): EventStream {
  const stream = open(caller);
  if (typeof stream === 'string') throw new Error(stream);
  return stream;
}

/** What a reader of the stream gets. */
function read(stream: EventStream): Response {
  return webResponse(eventStreamAnswer(stream, 'id'));
}

function readerOf(stream: EventStream): ReadableStreamDefaultReader<Uint8Array> {
  const { body } = read(stream);
  if (body === null) throw new Error('the stream has no body');
  return body.getReader();
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
    await read(first).body?.cancel();
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
    const readers = [mustOpen(ada), mustOpen(bob)].map((stream) => readerOf(stream));
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(limits.keepAliveMs);
    for (const reader of readers) {
      expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^:.*\n\n$/);
      await reader.cancel();
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is cut off beyond its byte budget', async () => {
    const stream = mustOpen(ada);
    stream.write(eventText('message', 'x'.repeat(100)));
    expect(streams.size).toBe(1);
    stream.write(eventText('message', 'x'.repeat(100)));
    expect({ open: streams.size, ended }).toEqual({ open: 0, ended: 1 });
    await expect(readerOf(stream).read()).rejects.toThrow('stopped reading');
    stream.write(eventText('message', 'nobody hears this'));
  });

  it('leaves out what can be missed when its reader is behind', async () => {
    const stream = mustOpen(ada);
    for (const text of ['a', 'b', 'c', 'd']) stream.offer(eventText('message', text));
    stream.write(eventText('message', 'last'));
    stream.close();
    const text = await read(stream).text();
    expect(text.match(/data: \w+/g)).toEqual(['data: a', 'data: b', 'data: last']);
  });

  it('delivers what is queued when all are closed', async () => {
    const stream = mustOpen(ada);
    stream.write(eventText('message', '{}'));
    streams.closeAll();
    expect(await read(stream).text()).toBe('event: message\ndata: {}\n\n');
  });
});
