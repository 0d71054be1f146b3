import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bearer, post, type Sender, toolCall } from '../../testing/client.js';
import { wholeNumber } from '../whole-number.js';
import type { EchoInput, NarrateInput } from './fixture.js';
import { percentiles } from './percentiles.js';
import { megabytes, type ServerProcess, settle, startServer } from './server-process.js';
import { type Line, senderTo, ways } from './ways.js';

// Readers that stop reading while results are made for them: npm run stall:mcp -- --results 4000.
// The server's memory must stay flat, readers of streams must be cut off, and everybody else must be served.

const filler = 65_536;
const mostGrowth = 20 * 1024 * 1024;
/** Each look at the memory collects it first: between looks, V8 leaves up to 20 MB of what nobody holds. */
const everySamples = 50;
/** Calls that a connection sends ahead without reading a byte of what they come to. */
const sentAhead = 64;
const connections = 20;
const cutWithinMs = 20_000;
const narrateWithinMs = 60_000;

const { values } = parseArgs({ options: { results: { type: 'string', default: '4000' } } });
const results = wholeNumber(values.results);

/** What one kind of stalled reader did to the server. */
interface Stall {
  /** Results that were made for readers who don't read. */
  readonly produced: number;
  /** Readers that were cut off. */
  readonly cut: number;
  readonly faults: readonly string[];
}

interface Target {
  readonly sender: Sender;
  readonly token: string;
  /** To be called after each result: looks at the memory now and then. */
  sample(produced: number): Promise<void>;
}

/** Most memory of the process between two scenarios: it is given back late, so that its last figure says little. */
let mostAtRest = 0;
const server: ServerProcess = await startServer();
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  await server.stop();
}

async function run(): Promise<boolean> {
  const token = await server.mint('stalled');
  const sender = senderTo(server.origin);
  const scenarios: Record<string, (target: Target) => Promise<Stall>> = {
    'GET /sse': stalledSession,
    'POST /mcp, pipelined': stalledPipeline,
    'POST /mcp, one stream of progress': stalledProgress,
  };
  await withOthers(sender, async () => {
    for (let id = 0; id < 300; id++) await (await post(sender, '/mcp', echo(id, filler), bearer(token))).text();
  });
  let right = true;
  for (const [name, stall] of Object.entries(scenarios))
    right = (await examine(name, stall, { sender, token })) && right;
  return right;
}

async function examine(
  name: string,
  stall: (target: Target) => Promise<Stall>,
  { sender, token }: Pick<Target, 'sender' | 'token'>,
): Promise<boolean> {
  const { state: before } = await settle(server, await server.state(), { heap: mostGrowth });
  mostAtRest = Math.max(mostAtRest, before.resident);
  const most = { heap: before.heap, resident: before.resident };
  const sample = async (produced: number) => {
    if (produced % everySamples !== 0) return;
    const { heap, resident } = await server.state();
    most.heap = Math.max(most.heap, heap);
    most.resident = Math.max(most.resident, resident);
  };
  const started = performance.now();
  let stalled: Stall | undefined;
  const others = await withOthers(sender, async () => {
    stalled = await stall({ sender, token, sample });
  });
  const { produced = 0, cut = 0, faults = [] } = stalled ?? {};
  const { state, faults: left } = await settle(server, before, { heap: mostGrowth });
  const problems = [...faults, ...others.faults, ...left];
  const grown = { heap: most.heap - before.heap, resident: most.resident - mostAtRest };
  for (const kind of ['heap', 'resident'] as const) {
    if (grown[kind] > mostGrowth) problems.push(`${kind} memory has grown by ${megabytes(grown[kind])}`);
  }
  const kinds = (['heap', 'resident'] as const).map(
    (kind) => `${kind} ${megabytes(before[kind])}, at most ${megabytes(most[kind])}, then ${megabytes(state[kind])}`,
  );
  say(
    `${name}: ${produced} results of 64 KB in ${((performance.now() - started) / 1000).toFixed(1)} s, ` +
      `${cut} readers cut off; ${kinds.join('; ')}`,
  );
  say(
    `  others meanwhile: ${others.times.length} calls right, ${others.faults.length} wrong, ${percentiles(others.times)}`,
  );
  for (const problem of problems.slice(0, 10)) say(`  FAILED ${problem}`);
  return problems.length === 0;
}

function echo(id: number, size: number): object {
  const input: EchoInput = { nonce: `stalled ${id}`, filler: size };
  return toolCall('echo', input, id);
}

/** Sessions whose socket is read up to the endpoint and never again; the next is opened when one has been cut off. */
async function stalledSession({ sender, token, sample }: Target): Promise<Stall> {
  let produced = 0;
  let cut = 0;
  while (produced < results) {
    const socket = await rawRequest(`GET /sse HTTP/1.1\r\n${head(token)}\r\n`);
    const [first] = (await once(socket, 'data')) as [Buffer];
    socket.pause();
    const endpoint = /data: (\S+)/.exec(first.toString())?.[1] ?? '';
    let status = 202;
    for (; produced < results && status === 202; produced++) {
      const response = await post(sender, endpoint, echo(produced, filler), bearer(token));
      await response.text();
      ({ status } = response);
      await sample(produced);
    }
    if (status === 404) cut += 1;
    socket.destroy();
    if (status !== 202 && status !== 404) return { produced, cut, faults: [`POST /messages answered ${status}`] };
  }
  return { produced, cut, faults: cut === 0 ? ['no reader was cut off'] : [] };
}

/** Connections that send calls ahead and read no answer: their results must not pile up in the server. */
async function stalledPipeline({ token, sample }: Target): Promise<Stall> {
  const sockets: Socket[] = [];
  for (let connection = 0; connection < connections; connection++) {
    const socket = await rawRequest(postMessage(token, echo(connection, filler)).repeat(sentAhead));
    socket.pause();
    sockets.push(socket);
    await later(50);
    await sample(0);
  }
  await sample(0);
  for (const socket of sockets) socket.destroy();
  return { produced: connections * sentAhead, cut: 0, faults: [] };
}

/** The bytes of a POST /mcp whose answer comes as events. */
function postMessage(token: string, message: object): string {
  const body = JSON.stringify(message);
  const types = 'accept: application/json;q=0.1, text/event-stream\r\ncontent-type: application/json\r\n';
  return `POST /mcp HTTP/1.1\r\n${head(token)}${types}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function narrate(input: NarrateInput): object {
  const params = { name: 'narrate', arguments: input, _meta: { progressToken: 'p' } };
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
}

/**
 * A call that streams its progress to a reader who reads nothing. It must come to an end, and with it the connection,
 * or its reader must find the answer when it reads at last.
 */
async function stalledProgress({ token, sample }: Target): Promise<Stall> {
  const socket = await rawRequest(postMessage(token, narrate({ messages: results, length: filler })));
  await once(socket, 'data');
  socket.pause();
  const deadline = performance.now() + narrateWithinMs;
  do await sample(0);
  while ((await server.state()).running > 0 && performance.now() < deadline);
  let tail = '';
  const answered = new Promise<true>((resolve) => {
    socket.setEncoding('latin1').on('data', (text: string) => {
      tail = (tail + text).slice(-1000);
      if (tail.includes('"result":')) resolve(true);
    });
  });
  socket.resume();
  const isOver = await isClosed(socket, answered);
  socket.destroy();
  const isAnswered = tail.includes('"result":');
  const faults = isOver ? [] : ['a reader who stopped reading was neither cut off nor answered'];
  return { produced: results, cut: isAnswered ? 0 : 1, faults };
}

/** Whether the server closes a connection before long, or something else comes to pass that will do. */
async function isClosed(socket: Socket, orElse: Promise<true> = new Promise(() => {})): Promise<boolean> {
  const waited = new AbortController();
  const closed = new Promise<true>((resolve) => socket.once('close', () => resolve(true)));
  const late = later(cutWithinMs, false, { signal: waited.signal }).catch(() => false);
  const answer = await Promise.race([closed, orElse, late]);
  waited.abort();
  return answer;
}

function head(token: string): string {
  return `host: localhost\r\nauthorization: Bearer ${token}\r\n`;
}

/** A bare connection on which these bytes have been sent. */
async function rawRequest(bytes: string): Promise<Socket> {
  const { hostname, port } = new URL(server.origin);
  const socket = connect(Number(port), hostname).on('error', () => {});
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

interface Others {
  readonly times: readonly number[];
  readonly faults: readonly string[];
}

/** Calls that other people make on every way while `work` lasts. */
async function withOthers(sender: Sender, work: () => Promise<void>): Promise<Others> {
  const times: number[] = [];
  const faults: string[] = [];
  let isOver = false;
  const live = async (line: Line, who: number) => {
    for (let id = 1; !isOver; id++) {
      const nonce = `other ${who}, call ${id}`;
      const asked = performance.now();
      const reply = JSON.stringify(await line.ask(id, { nonce }));
      times.push(performance.now() - asked);
      if (!reply.includes(`"id":${id},`) || !reply.includes(nonce))
        faults.push(`${nonce}: heard ${reply.slice(0, 300)}`);
      await later(5);
    }
    await line.close();
  };
  const lines = await Promise.all(ways.map(async (way) => way.open(sender, await server.mint('other'))));
  const living = lines.map((line, who) => live(line, who).catch((error: unknown) => faults.push(String(error))));
  try {
    await work();
  } finally {
    isOver = true;
    await Promise.all(living);
  }
  return { times, faults };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
