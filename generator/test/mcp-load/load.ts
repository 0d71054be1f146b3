import { parseArgs } from 'node:util';
import type { Sender } from '../../testing/client.js';
import { randomOf } from '../fuzz/random.js';
import { wholeNumber } from '../whole-number.js';
import { inTime } from './in-time.js';
import { percentiles } from './percentiles.js';
import { megabytes, type ServerProcess, settle, startServer } from './server-process.js';
import { type Line, senderTo, type Way, ways } from './ways.js';

// Many clients with equal request ids on every HTTP transport: npm run load:mcp -- --clients 200 --calls 100.
// Each call's answer must be its own, and nothing may be left on the server afterwards.

/** Below the server's limit of streams for one user. */
const clientsPerUser = 50;
/** Calls of one client that wait for their answers at the same time. */
const atOnce = 4;
const mostDelayMs = 5;
const answerWithinMs = 30_000;
const bounds = { heap: 2 * 1024 * 1024 };

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '200' },
    calls: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const clients = wholeNumber(values.clients);
const calls = wholeNumber(values.calls);
const seed = wholeNumber(values.seed);

const server = await startServer();
try {
  process.exitCode = (await run(server)) ? 0 : 1;
} finally {
  await server.stop();
}

async function run(target: ServerProcess): Promise<boolean> {
  const sender = senderTo(target.origin);
  const users = Math.ceil(clients / clientsPerUser);
  const tokens = await Promise.all(Array.from({ length: users }, (_, index) => target.mint(`user ${index}`)));
  const token = (client: number) => tokens[client % users] ?? '';
  // What a server loads and keeps for its first calls is no leak.
  for (const way of ways) await drive(way, { sender, token, clients: 20, calls: 10 });
  const { state: before } = await settle(target, { ...(await target.state()), heap: Number.POSITIVE_INFINITY }, bounds);
  let right = true;
  for (const way of ways) {
    const { faults, latencies, seconds } = await drive(way, { sender, token, clients, calls });
    const asked = clients * calls;
    say(
      `${way.name}: ${clients} clients x ${calls} calls in ${seconds.toFixed(1)} s (${Math.round(asked / seconds)}/s), ` +
        `${percentiles(latencies)}: ${latencies.length} right, ${faults.length} wrong`,
    );
    for (const fault of faults.slice(0, 5)) say(`  ${fault}`);
    right &&= faults.length === 0 && latencies.length === asked;
  }
  const { state, faults } = await settle(target, before, bounds);
  say(
    `afterwards: ${state.streams} streams, ${state.running} calls, ${state.timers} timers (${before.timers} before), ` +
      `heap ${megabytes(before.heap)} -> ${megabytes(state.heap)}, process ${megabytes(before.resident)} -> ${megabytes(state.resident)}`,
  );
  for (const fault of faults) say(`  ${fault}`);
  return right && faults.length === 0;
}

interface Drive {
  readonly sender: Sender;
  readonly token: (client: number) => string;
  readonly clients: number;
  readonly calls: number;
}

interface Driven {
  /** Of each call that got its own answer, in milliseconds. */
  readonly latencies: readonly number[];
  readonly faults: readonly string[];
  readonly seconds: number;
}

/** All clients at once, each counting its ids from 1. */
async function drive(way: Way, { sender, token, clients, calls }: Drive): Promise<Driven> {
  const latencies: number[] = [];
  const faults: string[] = [];
  const started = performance.now();
  const call = async (line: Line, client: number, id: number) => {
    const nonce = `client ${client}, call ${id}`;
    const asked = performance.now();
    const delayMs = randomOf(seed + client, id).below(mostDelayMs + 1);
    const reply = await inTime(line.ask(id, { nonce, delayMs }), answerWithinMs);
    if (isAnswer(reply, id, nonce)) latencies.push(performance.now() - asked);
    else faults.push(`${nonce}: heard ${JSON.stringify(reply).slice(0, 300)}`);
  };
  const live = async (client: number) => {
    const line = await way.open(sender, token(client));
    let next = 1;
    const work = async () => {
      while (next <= calls) await call(line, client, next++);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    await line.close();
  };
  await Promise.all(
    Array.from({ length: clients }, (_, client) =>
      live(client).catch((error: unknown) => faults.push(`client ${client}: ${String(error)}`)),
    ),
  );
  return { latencies, faults, seconds: (performance.now() - started) / 1000 };
}

interface EchoReply {
  readonly id?: unknown;
  readonly result?: { readonly structuredContent?: { readonly nonce?: unknown } };
}

function isAnswer(reply: unknown, id: number, nonce: string): boolean {
  const { id: answered, result } = reply as EchoReply;
  return answered === id && result?.structuredContent?.nonce === nonce;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
