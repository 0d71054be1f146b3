import { cpus } from 'node:os';
import type { Result } from './generate/measure.js';
import type { ServerFigure, ServerMedians } from './peer-servers.js';

const columns: Readonly<Record<ServerFigure, string>> = {
  call: 'tools/call',
  list: 'tools/list',
  start: 'start',
  idle: 'memory idle',
  loaded: 'memory after load',
};

/** One size of spec, and what each generator took for it, by its name; diglot's own come first. */
export interface Generated {
  readonly tools: number;
  readonly results: ReadonlyMap<string, Result>;
}

/** What was measured, where and when, as Markdown: every number is a peer's divided by diglot's. */
export function renderBenchmarks(servers: ReadonlyMap<string, ServerMedians>, generated: readonly Generated[]): string {
  const [processor] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return [
    `Each number is the library's divided by diglot's: of calls and lists per second more is better, of all else less.`,
    '',
    ...serverTable(servers),
    '',
    '`diglot generate` beside generators that read the OpenAPI document it writes:',
    '',
    ...generateTable(generated),
    '',
    `${processor?.model.trim()}, ${cpus().length} cores, Node ${process.versions.node}, ${date}. \`npm run bench:peers\` makes these tables anew.`,
  ].join('\n');
}

function serverTable(servers: ReadonlyMap<string, ServerMedians>): string[] {
  const figures = Object.keys(columns) as ServerFigure[];
  const ours = servers.get('diglot');
  const rows = [...servers].map(([name, medians]) => [
    name,
    ...figures.map((figure) => ratio(medians[figure], ours?.[figure])),
  ]);
  return table(['', ...Object.values(columns)], rows);
}

function generateTable(generated: readonly Generated[]): string[] {
  const names = [...(generated[0]?.results.keys() ?? [])];
  const head = generated.flatMap(({ tools }) => [`${tools} tools, time`, `${tools} tools, memory`]);
  const rows = names.map((name) => [name, ...generated.flatMap(({ results }) => cells(results, name))]);
  return table(['', ...head], rows);
}

function cells(results: ReadonlyMap<string, Result>, name: string): string[] {
  const [one, ours] = [results.get(name), results.get('diglot')];
  if (one === undefined || ours === undefined || 'failed' in ours) return ['-', '-'];
  if ('failed' in one) return ['failed', 'failed'];
  return [ratio(one.milliseconds, ours.milliseconds), ratio(one.peakMib, ours.peakMib)];
}

function ratio(value: number, baseline: number | undefined): string {
  return (value / (baseline ?? Number.NaN)).toFixed(2);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)];
}
