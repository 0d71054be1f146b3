import type { SurfaceName } from './contract.js';

/** Upper bounds of the latency histogram, in milliseconds; above the last one there is no bound. */
export const latencyBounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000] as const;

/** What became of the calls of one tool over one surface, in plain numbers: a call costs a few additions. */
export class CallSeries {
  readonly tool: string;
  readonly surface: SurfaceName;
  calls = 0;
  /** All of their milliseconds. */
  totalMs = 0;
  /** How many calls took at most the bound of this index, and longer than the one before; the last has no bound. */
  readonly buckets: number[] = Array.from({ length: latencyBounds.length + 1 }, () => 0);
  /** How many failed, by the code that callers see. */
  readonly failures = new Map<string, number>();

  constructor(tool: string, surface: SurfaceName) {
    this.tool = tool;
    this.surface = surface;
  }

  /** Counts a call that took `ms`; `code` is that of its failure. */
  count(ms: number, code: string | undefined): void {
    this.calls += 1;
    this.totalMs += ms;
    let index = 0;
    while (index < latencyBounds.length && ms > (latencyBounds[index] ?? 0)) index += 1;
    this.buckets[index] = (this.buckets[index] ?? 0) + 1;
    if (code !== undefined) this.failures.set(code, (this.failures.get(code) ?? 0) + 1);
  }
}

/** The series of a tool over each surface. */
export type ToolUsage = Readonly<Record<SurfaceName, CallSeries>>;

/** Series without a call. */
export function createToolUsage(tool: string): ToolUsage {
  return { rest: new CallSeries(tool, 'rest'), mcp: new CallSeries(tool, 'mcp') };
}

/** What a server knows of its own load at this moment. */
export interface Usage {
  /** Of every tool and surface, called or not: their names are the spec's, never a caller's. */
  readonly series: readonly CallSeries[];
  readonly openStreams: number;
  readonly runningCalls: number;
}

/** Writes what a server has counted in the form that its monitoring reads. */
export interface Metrics {
  readonly contentType: string;
  render(usage: Usage): Promise<string>;
}
