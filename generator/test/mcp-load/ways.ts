import { bearer, mustOpen, post, readEvents, type Sender, stateless, toolCall } from '../../testing/client.js';
import type { EchoInput } from './fixture.js';

/** A client's own way to the server. */
export interface Line {
  /** Calls a tool, `echo` unless another is named, and gives the JSON-RPC reply that came for this call. */
  ask(id: number, input: EchoInput | Readonly<Record<string, unknown>>, tool?: string): Promise<unknown>;
  close(): Promise<void>;
}

/** One of the transports. */
export interface Way {
  readonly name: string;
  open(sender: Sender, token: string): Promise<Line>;
}

/** A sender to a server behind a socket. */
export function senderTo(origin: string): Sender {
  return { send: (path, init) => fetch(`${origin}${path}`, init) };
}

type Ask = (
  sender: Sender,
  token: string,
  call: { readonly id: number; readonly input: object; readonly tool: string },
) => Promise<unknown>;

/** A way on which each call is a request of its own. */
function single(name: string, ask: Ask): Way {
  return {
    name,
    open: async (sender, token) => ({
      ask: (id, input, tool = 'echo') => ask(sender, token, { id, input, tool }),
      close: async () => {},
    }),
  };
}

const json =
  (path: string): Ask =>
  async (sender, token, { id, input, tool }) =>
    (await post(sender, path, toolCall(tool, input, id), bearer(token))).json();

const events: Ask = async (sender, token, { id, input, tool }) => {
  const headers = { accept: 'text/event-stream', ...bearer(token) };
  const reader = readEvents(await post(sender, '/mcp', toolCall(tool, input, id), headers));
  const { data } = await reader.next();
  await reader.cancel();
  return JSON.parse(data);
};

const modern: Ask = async (sender, token, { id, input, tool }) => {
  const { body, headers } = stateless('tools/call', { name: tool, arguments: input }, id);
  return (await post(sender, '/mcp', body, { ...headers, ...bearer(token) })).json();
};

/** The replies of a session come on its stream, in any order: the id alone says whose they are. */
const legacy: Way = {
  name: 'GET /sse + POST /messages',
  async open(sender, token) {
    const session = await mustOpen(sender, token);
    const waiting = new Map<unknown, (reply: unknown) => void>();
    const listen = async () => {
      for (;;) {
        const reply = JSON.parse((await session.next()).data);
        const resolve = waiting.get(reply.id);
        if (resolve === undefined) throw new Error(`nobody asked for ${JSON.stringify(reply).slice(0, 300)}`);
        waiting.delete(reply.id);
        resolve(reply);
      }
    };
    const listening = listen();
    // The end of the stream is what a call then waits for, and no news after close().
    const ended = listening.catch((error: unknown) => error);
    return {
      async ask(id, input, tool = 'echo') {
        const reply = new Promise((resolve) => waiting.set(id, resolve));
        const accepted = await session.post(toolCall(tool, input, id));
        if (accepted.status !== 202) throw new Error(`POST /messages answered ${accepted.status}`);
        await accepted.text();
        return Promise.race([reply, listening]);
      },
      async close() {
        await session.cancel();
        const why = await ended;
        if (!String(why).includes('the stream has ended')) throw why;
      },
    };
  },
};

/** Every HTTP transport, in both eras. */
export const ways: readonly Way[] = [
  single('POST /mcp', json('/mcp')),
  single('POST /mcp of 2026-07-28', modern),
  single('POST /sse', json('/sse')),
  single('POST /mcp, answered by an event', events),
  legacy,
];
