import { callMessage } from './messages.js';
import { startProcess } from './process.js';
import { type Effort, measure } from './rounds.js';
import { type Row, ratioRow } from './table.js';
import { legacy } from './transports.js';

/** Round trips over HTTP+SSE, against the SDK's own transport. */
export async function measureLegacyCalls(effort: Effort): Promise<Row[]> {
  const servers = [await startProcess('diglot', 6), await startProcess('sdk-sse', 6)];
  const contenders = servers.map((server) => ({ server, transport: legacy, message: callMessage }));
  const [ours, sdk] = await measure(contenders, effort);
  for (const server of servers) await server.stop();
  const wording = { figure: 'legacy SSE round trips, SDK as baseline', unit: '/s', target: { atLeast: 5 } };
  return [ratioRow(wording, ours?.perSecond ?? Number.NaN, sdk?.perSecond ?? Number.NaN)];
}
