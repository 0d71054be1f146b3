import { callMessage } from './messages.js';
import { type ServerName, startProcess } from './process.js';
import { callArguments, calledTool } from './project.js';
import { type Effort, measure } from './rounds.js';
import { type Row, ratioRow } from './table.js';
import { streamable } from './transports.js';

/** Calls with a token over both surfaces, against the same server without sign-in. */
export async function measureSignedIn(effort: Effort): Promise<Row[]> {
  const servers: readonly ServerName[] = ['signed-in', 'diglot'];
  const ways = [
    { path: '/mcp', message: callMessage },
    { path: `/tools/${calledTool}`, message: JSON.stringify(callArguments) },
  ];
  const rows: Row[] = [];
  for (const { path, message } of ways) {
    const contenders = servers.map((name) => ({
      start: () => startProcess(name, 6),
      transport: streamable(path),
      message,
    }));
    const [signedIn, open] = await measure(contenders, effort);
    const wording = { figure: `POST ${path} with a token, without`, unit: '/s', target: { atLeast: 0.8 } };
    rows.push(ratioRow(wording, signedIn?.perSecond ?? Number.NaN, open?.perSecond ?? Number.NaN));
  }
  return rows;
}
