import type { ServerEvent } from '../../testing/client.js';

/** What came next on a stream: an event, or why there is none. */
export type Next = ServerEvent | 'silence' | 'end' | 'too much';

/** An open event stream. */
export interface EventStream {
  /** The next event, if it comes within `ms`. Comments are skipped. */
  next(ms: number): Promise<Next>;
}

/** Reads a text/event-stream of anybody: any line ends, several data lines, at most `mostBytes`. */
export function eventStream(body: ReadableStream<Uint8Array>, mostBytes: number): EventStream {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // A read that was not waited for to its end goes on, and is the next one.
  let reading: Promise<Uint8Array | undefined> | undefined;

  async function next(ms: number): Promise<Next> {
    const until = performance.now() + ms;
    for (;;) {
      const end = /\r\n\r\n|\n\n|\r\r/.exec(text);
      if (end !== null) {
        const event = eventOf(text.slice(0, end.index));
        text = text.slice(end.index + end[0].length);
        if (event !== undefined) return event;
        continue;
      }
      reading ??= reader.read().then(
        ({ value }) => value,
        () => undefined,
      );
      const chunk = await within(reading, until - performance.now());
      if (chunk === 'silence') return 'silence';
      reading = undefined;
      if (chunk === undefined) return 'end';
      bytes += chunk.length;
      if (bytes > mostBytes) return 'too much';
      text += decoder.decode(chunk, { stream: true });
    }
  }
  return { next };
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | 'silence'> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<'silence'>((resolve) => {
    late = setTimeout(() => resolve('silence'), Math.max(0, ms));
  });
  return Promise.race([promise, silence]).finally(() => clearTimeout(late));
}

function eventOf(block: string): ServerEvent | undefined {
  const lines = block.split(/\r\n|\n|\r/);
  const values = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ''));
  const data = values('data');
  return data.length === 0 ? undefined : { event: values('event').at(-1) ?? 'message', data: data.join('\n') };
}
