import { parseArgs } from 'node:util';
import { type ServerProcess, settle, startServer } from '../mcp-load/server-process.js';
import { wholeNumber } from '../whole-number.js';
import { expectedOf } from './expected.js';
import { type Frame, frameOf } from './frames.js';
import { judge, type Tally } from './judge.js';
import { bounds, type FuzzClient, type FuzzTransport, transports } from './transports.js';

// Mutated frames against every MCP transport: npm run fuzz:mcp -- --frames 20000 --seed 1. Several clients with equal ids
// send them at once. Seed and index determine a frame; --over names one transport, --from and --frames 1 one frame.

const mostFailures = 10;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    clients: { type: 'string', default: '8' },
    over: { type: 'string' },
  },
});
const frames = wholeNumber(values.frames);
const seed = wholeNumber(values.seed);
const from = wholeNumber(values.from);
const clients = wholeNumber(values.clients);

const chosen = transports.filter(({ name }) => [undefined, name].includes(values.over));
if (chosen.length === 0) process.stderr.write(`No such transport: ${values.over}\n`);
const server = await startServer();
let right = chosen.length > 0;
try {
  for (const transport of chosen) right = (await attack(transport)) && right;
} finally {
  await server.stop();
}
process.exitCode = right ? 0 : 1;

async function attack(transport: FuzzTransport): Promise<boolean> {
  const tallies = new Map<Tally, number>();
  let failed = 0;
  const fail = (index: number, frame: Frame, fault: string) => {
    failed += 1;
    say(
      `FAILED ${transport.name}, seed ${seed}, index ${index} (${frame.what}): ${fault}\n` +
        `  ${JSON.stringify(frame.headers).slice(0, 500)} ${frame.token} token, ${frame.session} session\n` +
        `  ${frame.body.toString('latin1', 0, 600)}\n` +
        `  again: npm run fuzz:mcp -- --seed ${seed} --over '${transport.name}' --from ${index} --frames 1`,
    );
  };
  const before = await server.state();
  const opened = await transport.open(server, clients);
  const started = performance.now();
  let next = from;
  const work = async (sender: FuzzClient, client: number) => {
    // Each client takes the frames that are its own by number, so that a frame is the same whenever it is sent again.
    for (let index = from; index < from + frames && failed < mostFailures; index++) {
      if (index % clients !== client) continue;
      next = Math.max(next, index + 1);
      const id = Math.floor(index / clients) + 1;
      const frame = frameOf({ seed, index, client, id, modern: transport.modern, http: transport.place.http });
      const alternatives = expectedOf(frame, transport.place);
      try {
        const answer = await sender.send(frame, alternatives);
        const verdict =
          answer && alternatives
            ? judge(answer, { alternatives, asked: frame.body.toString(), accept: frame.headers['accept'] })
            : undefined;
        if (verdict !== undefined && 'fault' in verdict) {
          fail(
            index,
            frame,
            `${verdict.fault}\n  answered ${answer?.status ?? ''}: ${answer?.texts.join(' ').slice(0, 600)}`,
          );
          continue;
        }
        const tally = verdict?.tally ?? 'hung up';
        tallies.set(tally, (tallies.get(tally) ?? 0) + 1);
      } catch (error) {
        fail(index, frame, error instanceof Error ? error.message : String(error));
        // Who has missed an answer would take the next one for it.
        if (transport.place.session) return;
      }
    }
  };
  await Promise.all(opened.map(work));
  const seconds = Math.round((performance.now() - started) / 1000);
  const own = await Promise.all(opened.map((client) => client.close()));
  const left = [...own.flat(), ...(await remains(server, before))];
  for (const fault of left) say(`FAILED ${transport.name}: ${fault}`);
  const counts = [...tallies].toSorted().map(([kind, count]) => `${count} ${kind}`);
  say(
    `${next - from} frames of seed ${seed} over ${transport.name} in ${seconds} s: ${counts.join(', ')}, ${failed + left.length} failed`,
  );
  return failed + left.length === 0;
}

/** What the attack has left behind on the server. */
async function remains(
  target: ServerProcess,
  before: Awaited<ReturnType<ServerProcess['state']>>,
): Promise<readonly string[]> {
  const ended = target.ended();
  if (ended !== undefined) return [`the server ended by ${ended}`];
  const { faults } = await settle(target, before, bounds);
  const health = await fetch(`${target.origin}/healthz`);
  return health.ok ? faults : [...faults, `/healthz answers ${health.status}`];
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
