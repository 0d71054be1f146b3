import { parseArgs } from 'node:util';
import { settle, startServer } from '../mcp-load/server-process.js';
import { wholeNumber } from '../whole-number.js';
import { expectedOf } from './expected.js';
import { frameOf } from './frames.js';
import { createHttpClient } from './http-client.js';
import { judge } from './judge.js';
import { restFault, restFrameOf } from './rest.js';
import { bounds } from './transports.js';

// Mutated bodies over REST and MCP in turn, to one server: npm run fuzz:surfaces -- --runs 100000 --seed 1. Seed and index
// determine a request; --from and --runs 1 send one again.

const mostFailures = 10;
const place = { http: true, session: false };

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    clients: { type: 'string', default: '8' },
  },
});
const runs = wholeNumber(values.runs);
const seed = wholeNumber(values.seed);
const from = wholeNumber(values.from);
const clients = wholeNumber(values.clients);

const server = await startServer();
const before = await server.state();
const statuses = new Map<string, number>();
const faults: string[] = [];

async function work(client: number): Promise<void> {
  const http = createHttpClient(server.origin);
  const own = await server.mint(`user ${client}`);
  const tokens = { own, narrow: await server.mint(`user ${client}`, 'Notes.Read'), bad: `${own}x`, none: '' };
  for (let index = from; index < from + runs && faults.length < mostFailures; index++) {
    // Whose request it is follows from its number.
    if (index % clients !== client) continue;
    const fault = await send(index).catch((error: unknown) => String(error));
    if (fault !== undefined) faults.push(`seed ${seed}, index ${index}: ${fault}`);
  }
  http.close();

  async function send(index: number): Promise<string | undefined> {
    const options = { seed, index, client, id: Math.floor(index / clients) + 1 };
    const isRest = Math.floor(index / clients) % 2 === 0;
    if (isRest) {
      const request = restFrameOf(options);
      const answer = await http.post(request.path, request.frame, tokens[request.frame.token]);
      count('REST', answer?.status);
      const fault = answer && restFault(request, answer);
      return (
        fault && `${request.path} (${request.frame.what}): ${fault}\n  ${request.frame.body.toString('latin1', 0, 300)}`
      );
    }
    const frame = frameOf({ ...options, modern: index % 3 === 0, http: true });
    const alternatives = expectedOf(frame, place);
    const answer = await http.post('/mcp', frame, tokens[frame.token]);
    count('MCP', answer?.status);
    if (answer === undefined || alternatives === undefined) return undefined;
    if (answer.status === undefined || answer.status >= 500) return `/mcp (${frame.what}): status ${answer.status}`;
    const verdict = judge(answer, { alternatives, asked: frame.body.toString(), accept: frame.headers['accept'] });
    return 'fault' in verdict ? `/mcp (${frame.what}): ${verdict.fault}` : undefined;
  }
}

function count(surface: string, status: number | undefined): void {
  const kind = `${surface} ${status ?? 'hung up'}`;
  statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
}

try {
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  const ended = server.ended();
  if (ended === undefined) faults.push(...(await settle(server, before, bounds)).faults);
  else faults.push(`the server ended by ${ended}`);
  for (const fault of faults) process.stdout.write(`FAILED ${fault}\n`);
  const counts = [...statuses].toSorted().map(([kind, times]) => `${times} ${kind}`);
  const sum = [...statuses.values()].reduce((all, times) => all + times, 0);
  const failures = [...statuses].filter(([kind]) => kind.endsWith(' 500')).reduce((all, [, times]) => all + times, 0);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(
    `${sum} requests of seed ${seed} over REST and MCP in ${seconds} s: ${counts.join(', ')}; ${failures} times 500, ` +
      `${ended === undefined ? 0 : 1} crashes, ${faults.length} failed\n`,
  );
} finally {
  await server.stop();
}
process.exitCode = faults.length === 0 ? 0 : 1;
