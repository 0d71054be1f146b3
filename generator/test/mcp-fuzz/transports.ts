import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { mustOpen } from '../../testing/client.js';
import { inTime } from '../mcp-load/in-time.js';
import { type ServerProcess, settle, startProcess } from '../mcp-load/server-process.js';
import { senderTo } from '../mcp-load/ways.js';
import { repository } from '../project.js';
import type { Alternative, Place } from './expected.js';
import type { Frame } from './frames.js';
import { answerWithinMs, createHttpClient, type HttpClient } from './http-client.js';
import { type Answer, isProgress } from './judge.js';

/** What an attack may leave behind on a server. */
export const bounds = { heap: 12 * 1024 * 1024 };

/** One client at work. */
export interface FuzzClient {
  /** Sends a frame and waits for what is to come of it; undefined when the frame hung up. */
  send(frame: Frame, alternatives: readonly Alternative[] | undefined): Promise<Answer | undefined>;
  /** Leaves, and says what has gone wrong with a server of its own. */
  close(): Promise<readonly string[]>;
}

/** A transport under attack. */
export interface FuzzTransport {
  readonly name: string;
  readonly place: Place;
  /** Whether most frames are of 2026-07-28. */
  readonly modern: boolean;
  /** Opens clients, each a user of its own. */
  open(server: ServerProcess, clients: number): Promise<readonly FuzzClient[]>;
}

type Tokens = Readonly<Record<Frame['token'], string>>;

async function tokensOf(server: ServerProcess, client: number): Promise<Tokens> {
  const own = await server.mint(`user ${client}`);
  return { own, narrow: await server.mint(`user ${client}`, 'Notes.Read'), bad: `${own}x`, none: '' };
}

/** Streamable HTTP at a path: the answer to a POST is the answer to its frame. */
function streamable(path: string, modern: boolean): FuzzTransport {
  return {
    name: `POST ${path}${modern ? ' of 2026-07-28' : ''}`,
    place: { http: true, session: false },
    modern,
    open: (server, clients) =>
      Promise.all(
        Array.from({ length: clients }, async (_, client) => {
          const tokens = await tokensOf(server, client);
          const http = createHttpClient(server.origin);
          return { send: (frame) => http.post(path, frame, tokens[frame.token]), close: async () => leave(http) };
        }),
      ),
  };
}

function leave(http: HttpClient): readonly string[] {
  http.close();
  return [];
}

/** What a client hears on a connection that lasts. */
interface Ear {
  /** The next message. */
  next(): Promise<string>;
  /** Asks for a sign of life, which the server answers in its turn. */
  ping(id: string): Promise<void>;
}

let pings = 0;

/**
 * The answer to a frame that was taken: what comes next besides progress, or nothing when a sign of life comes first.
 */
async function hear(ear: Ear, alternatives: readonly Alternative[]): Promise<Answer> {
  const texts: string[] = [];
  const next = async () => {
    const text = await inTime(ear.next(), answerWithinMs);
    texts.push(text);
    return text;
  };
  const mayBeSilent = alternatives.some(({ kind }) => kind === 'silence');
  if (!mayBeSilent) while (isProgress(await next()));
  if (mayBeSilent || alternatives.some(({ kind }) => kind === 'subscribed')) {
    pings += 1;
    const id = `sign of life ${pings}`;
    await ear.ping(id);
    while (!(await next()).includes(`"id":"${id}"`));
    texts.pop();
  }
  return { status: undefined, type: undefined, texts, isStream: false };
}

/** The frame that ends the subscription of another, if it has led to one. */
function endOf({ texts }: Answer, frame: Frame): Frame | undefined {
  if (!texts.some((text) => text.includes('notifications/subscriptions/acknowledged'))) return undefined;
  // Decoded as the server does it: without a byte order mark.
  const { id } = JSON.parse(new TextDecoder().decode(frame.body));
  const message = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } };
  return { ...plain, body: Buffer.from(JSON.stringify(message)) };
}

const plain: Frame = { what: '', token: 'own', session: 'own', headers: {}, body: Buffer.alloc(0), chunked: false };

function pingFrame(id: string): Frame {
  return { ...plain, body: Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' })) };
}

const legacy: FuzzTransport = {
  name: 'GET /sse + POST /messages',
  place: { http: true, session: true },
  modern: false,
  async open(server, clients) {
    const sender = senderTo(server.origin);
    const opened = await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        const tokens = await tokensOf(server, client);
        return { tokens, session: await mustOpen(sender, tokens.own), http: createHttpClient(server.origin) };
      }),
    );
    return opened.map(({ tokens, session, http }, client): FuzzClient => {
      const foreign = opened[(client + 1) % opened.length]?.session.endpoint ?? '';
      const paths = { own: session.endpoint, foreign, unknown: '/messages?sessionId=__proto__' };
      const ear: Ear = {
        next: async () => (await session.next()).data,
        ping: async (id) => void (await http.post(paths.own, pingFrame(id), tokens.own)),
      };
      return {
        async send(frame, alternatives) {
          const posted = await http.post(paths[frame.session], frame, tokens[frame.token]);
          if (alternatives === undefined || posted?.status !== 202) return posted;
          const answer = await hear(ear, alternatives);
          const end = endOf(answer, frame);
          if (end !== undefined) await http.post(paths.own, end, tokens.own);
          return answer;
        },
        async close() {
          await session.cancel();
          return leave(http);
        },
      };
    });
  },
};

/** One server for each client, which ends with it. */
const stdio: FuzzTransport = {
  name: 'stdio',
  place: { http: false, session: true },
  modern: false,
  open: (_server, clients) =>
    Promise.all(
      Array.from({ length: clients }, async (): Promise<FuzzClient> => {
        const env = { ...process.env, LOG_LEVEL: 'error' };
        const { child, attacked } = startProcess(new URL('./stdio-server.ts', import.meta.url), {
          cwd: repository,
          env,
        });
        const { stdin, stdout } = child;
        if (stdin === null || stdout === null) throw new Error('the server process has no pipes');
        const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
        const say = ({ body }: Frame) => void stdin.write(Buffer.concat([body, Buffer.from('\n')]));
        const ear: Ear = {
          async next() {
            const { value, done } = await lines.next();
            if (done) throw new Error('the server process has ended');
            return value;
          },
          ping: async (id) => say(pingFrame(id)),
        };
        await ear.ping('first');
        await ear.next();
        const before = await attacked.state();
        return {
          async send(frame, alternatives) {
            say(frame);
            const answer = await hear(ear, alternatives ?? []);
            const end = endOf(answer, frame);
            if (end !== undefined) say(end);
            return answer;
          },
          async close() {
            const { faults } = await settle(attacked, before, bounds);
            const exit = once(child, 'exit');
            stdin.end();
            const [code] = await inTime(exit, answerWithinMs);
            return code === 0 ? faults : [...faults, `the server ended with ${code}`];
          },
        };
      }),
    ),
};

/** Every transport. */
export const transports: readonly FuzzTransport[] = [
  streamable('/mcp', false),
  streamable('/mcp', true),
  streamable('/sse', false),
  legacy,
  stdio,
];
