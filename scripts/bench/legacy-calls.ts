import { callMessage } from './messages.js';
import { type ServerName, startProcess } from './process.js';
import { type Effort, measure } from './rounds.js';
import { type Row, ratioRow } from './table.js';
import { legacy } from './transports.js';

/** Round trips over HTTP+SSE, against the SDK's own transport. */
export async function measureLegacyCalls(effort: Effort): Promise<Row[]> {
  const servers: readonly ServerName[] = ['diglot', 'sdk-sse'];
  const contenders = servers.map((name) => ({
    start: () => startProcess(name, 6),
    transport: legacy,
    message: callMessage,
  }));
  const [ours, sdk] = await measure(contenders, effort);
  const wording = { figure: 'legacy SSE round trips, SDK as baseline', unit: '/s', target: { atLeast: 5 } };
  return [ratioRow(wording, ours?.perSecond ?? Number.NaN, sdk?.perSecond ?? Number.NaN)];
}
