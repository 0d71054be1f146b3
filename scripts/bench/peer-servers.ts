import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { load } from './load.js';
import { callMessage, listMessage } from './messages.js';
import { type ServerProcess, startFile, startProcess } from './process.js';
import { type Effort, median } from './rounds.js';
import { streamable } from './transports.js';

/** What is measured of a server: calls and lists in a second, milliseconds, bytes. */
export type ServerFigure = 'call' | 'list' | 'start' | 'idle' | 'loaded';

/** The medians of a server, by figure. */
export type ServerMedians = Readonly<Record<ServerFigure, number>>;

const idleMs = 300;
const transport = streamable('/mcp');

// From scripts/bench/dist/scripts/bench/.
const peer = (name: string) => () =>
  startFile(fileURLToPath(new URL(`../../../peers/servers/${name}.js`, import.meta.url)));

const servers: readonly { readonly name: string; start(): Promise<ServerProcess> }[] = [
  { name: 'diglot', start: () => startProcess('diglot', 6) },
  { name: 'plain SDK', start: peer('sdk') },
  { name: '@hono/mcp', start: peer('hono-mcp') },
  { name: 'tmcp', start: peer('tmcp') },
  { name: 'fastmcp', start: peer('fastmcp') },
];

/** Serves the same six tools with each library in turn, over Streamable HTTP without sessions; diglot comes first. */
export async function measureServers(effort: Effort): Promise<ReadonlyMap<string, ServerMedians>> {
  // The first start reads the files from the disk.
  for (const { start } of servers) await (await startTimed(start)).server.stop();
  const results = servers.map(({ name }) => ({ name, figures: emptyFigures() }));
  for (let life = 0; life < effort.lives; life++) {
    const running: ServerProcess[] = [];
    for (const [index, { start }] of servers.entries()) {
      const { server, milliseconds } = await startTimed(start);
      await pause(idleMs);
      results[index]?.figures.start.push(milliseconds);
      results[index]?.figures.idle.push((await server.ask('cpu')).residentBytes);
      running.push(server);
    }
    for (const [figure, message] of [['call', callMessage] as const, ['list', listMessage] as const]) {
      for (const server of running) await load(transport(server, message), effort.warmUp);
      for (let round = 0; round < effort.rounds; round++) {
        for (const [index, server] of running.entries()) {
          const { perSecond } = await load(transport(server, message), effort.round);
          results[index]?.figures[figure].push(perSecond);
        }
      }
    }
    for (const [index, server] of running.entries()) {
      results[index]?.figures.loaded.push((await server.ask('cpu')).residentBytes);
      await server.stop();
    }
  }
  return new Map(results.map(({ name, figures }) => [name, mediansOf(figures)]));
}

/** From before the process is there to its first answer to tools/list. */
async function startTimed(start: () => Promise<ServerProcess>) {
  const begin = performance.now();
  const server = await start();
  await load(transport(server, listMessage), { calls: 1, milliseconds: 10_000 });
  return { server, milliseconds: performance.now() - begin };
}

function emptyFigures(): Record<ServerFigure, number[]> {
  return { call: [], list: [], start: [], idle: [], loaded: [] };
}

function mediansOf({ call, list, start, idle, loaded }: Record<ServerFigure, number[]>): ServerMedians {
  return {
    call: median(call),
    list: median(list),
    start: median(start),
    idle: median(idle),
    loaded: median(loaded),
  };
}
