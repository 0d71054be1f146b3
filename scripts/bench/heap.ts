import { load } from './load.js';
import { callMessage } from './messages.js';
import { startProcess } from './process.js';
import { limitRow, type Row } from './table.js';
import { legacy, streamable } from './transports.js';

const transports = { 'POST /mcp': streamable('/mcp'), 'POST /sse': streamable('/sse'), 'legacy SSE': legacy };
const mebibyte = 1024 * 1024;

/** What `calls` calls leave on the heap, on each transport; the same number before warms up. */
export async function measureHeap(calls: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, transport] of Object.entries(transports)) {
    const server = await startProcess('diglot', 6, ['--expose-gc']);
    const run = () => load(transport(server, callMessage), { calls, milliseconds: 30_000 });
    await run();
    const before = await server.ask('heap');
    await run();
    const after = await server.ask('heap');
    await server.stop();
    const grown = (after.heapBytes - before.heapBytes) / mebibyte;
    rows.push(limitRow(`heap after ${calls} calls, ${name}`, grown, { unit: 'MiB', limit: 1 }));
  }
  return rows;
}
