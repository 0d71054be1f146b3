import { callMessage, listMessage } from './messages.js';
import { type ServerName, startProcess } from './process.js';
import { type Effort, type Medians, measure } from './rounds.js';
import { type Row, ratioRow } from './table.js';
import { streamable } from './transports.js';

const toolCounts = [6, 100, 1000] as const;
const kinds = [
  { method: 'tools/call', message: callMessage, target: { atLeast: 0.85 } },
  { method: 'tools/list', message: listMessage, target: { atLeast: 0.9 } },
] as const;

/** tools/call and tools/list over POST /mcp, against the same work on node:http alone. */
export async function measureCalls(effort: Effort): Promise<Row[]> {
  const servers: readonly ServerName[] = ['diglot', 'bare'];
  const starts = servers.flatMap((name) => toolCounts.map((count) => () => startProcess(name, count)));
  const rows: Row[] = [];
  for (const { method, message, target } of kinds) {
    const contenders = starts.map((start) => ({ start, transport: streamable('/mcp'), message }));
    const medians = await measure(contenders, effort);
    for (const [index, count] of toolCounts.entries()) {
      const figure = `${method}, ${count} tools`;
      rows.push(ratioRow({ figure, unit: '/s', target }, ...pair(medians, index, index + toolCounts.length)));
    }
    if (method === 'tools/call') rows.push(cpuRow(medians));
  }
  return rows;
}

function cpuRow(medians: readonly Medians[]): Row {
  const [few, many] = [medians[0], medians[toolCounts.length - 1]];
  const wording = { figure: 'CPU of a call, 1,000 tools against 6', unit: 'us', target: { atMost: 1.3 } };
  return ratioRow(wording, many?.cpuMicros ?? Number.NaN, few?.cpuMicros ?? Number.NaN);
}

function pair(medians: readonly Medians[], one: number, other: number): [number, number] {
  return [medians[one]?.perSecond ?? Number.NaN, medians[other]?.perSecond ?? Number.NaN];
}
