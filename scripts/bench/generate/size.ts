import { infoRow, type Row, ratioRow } from '../table.js';
import { type Contender, emptyRun, fullRun, idleRun, keptRun, peerRuns, typesRun } from './contenders.js';
import { measure, type Result, type Results } from './measure.js';
import { createProject } from './project.js';
import { run } from './run.js';

/** One size of spec, how often it is measured, and what its figures are held against. */
export interface Size {
  readonly tools: number;
  readonly rounds: number;
  /** Most times that a full run takes of what openapi-typescript's command takes alone. */
  readonly mostOfTypes?: number;
  /** Most times that a run without a change takes of an empty process. */
  readonly mostOfEmpty?: number;
}

/** What one size came to. */
export interface Measured {
  readonly rows: readonly Row[];
  /** Of a full run. */
  readonly milliseconds: number;
}

/** Measures every contender at one size. */
export async function measureSize(size: Size): Promise<Measured> {
  const project = createProject(size.tools);
  try {
    const full = fullRun(project);
    const kept = keptRun(project);
    await run(full.args, project.folder);
    project.keepDocument();
    const contenders = [full, typesRun, kept, idleRun, emptyRun, ...peerRuns];
    const results = await measure(contenders, project.folder, size.rounds);
    return { rows: rowsOf(size, results, { full, kept }), milliseconds: timeOf(results.get(full)) };
  } finally {
    project.remove();
  }
}

interface Ours {
  readonly full: Contender;
  readonly kept: Contender;
}

function rowsOf({ tools, mostOfTypes, mostOfEmpty }: Size, results: Results, { full, kept }: Ours): Row[] {
  const seconds = (contender: Contender) => timeOf(results.get(contender)) / 1000;
  const peak = (contender: Contender) => peakOf(results.get(contender));
  const title = `${tools.toLocaleString('en-US')} tools: `;
  const ratio = (figure: string, [measured, baseline]: readonly [number, number], atMost?: number, unit = 's') =>
    ratioRow({ figure: title + figure, unit, ...(atMost !== undefined && { target: { atMost } }) }, measured, baseline);
  return [
    ratio('full run, openapi-typescript', [seconds(full), seconds(typesRun)], mostOfTypes),
    ratio('the same with types kept', [seconds(kept), seconds(typesRun)]),
    ratio('peak memory of both', [peak(full), peak(typesRun)], undefined, 'MiB'),
    ratio('no change, node -e 0', [seconds(idleRun) * 1000, seconds(emptyRun) * 1000], mostOfEmpty, 'ms'),
    ...peerRuns.flatMap((peer) => {
      const result = results.get(peer);
      const figure = `${peer.name}, diglot`;
      if (result !== undefined && 'failed' in result) return [infoRow(title + figure, result.failed)];
      return [
        ratio(figure, [seconds(peer), seconds(full)]),
        ratio(`peak memory of ${peer.name}`, [peak(peer), peak(full)], undefined, 'MiB'),
      ];
    }),
  ];
}

function timeOf(result: Result | undefined): number {
  return result === undefined || 'failed' in result ? Number.NaN : result.milliseconds;
}

function peakOf(result: Result | undefined): number {
  return result === undefined || 'failed' in result ? Number.NaN : result.peakMib;
}
