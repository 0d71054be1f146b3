import { readFileSync } from 'node:fs';

/** The memory of a process over time. */
export interface MemoryWatch {
  stop(): MemoryReport;
}

/** What it came to, in MiB and MiB per minute. */
export interface MemoryReport {
  readonly most: number;
  /** Of the line closest to the samples behind the warm-up; NaN where there are too few. */
  readonly slope: number;
}

interface Sample {
  readonly minutes: number;
  readonly mib: number;
}

const everyMs = 2000;
const fewestSamples = 10;

/** Watches the resident memory of a process (Linux: /proc). Its first `warmUpMs` count for the most, not for the slope. */
export function watchMemory(pid: number, warmUpMs: number): MemoryWatch {
  const samples: Sample[] = [];
  const begin = performance.now();
  const take = () => samples.push({ minutes: (performance.now() - begin) / 60_000, mib: residentMib(pid) });
  take();
  const timer = setInterval(take, everyMs);
  return {
    stop() {
      clearInterval(timer);
      const warm = samples.filter(({ minutes }) => minutes * 60_000 >= warmUpMs);
      return { most: Math.max(...samples.map(({ mib }) => mib)), slope: slopeOf(warm) };
    },
  };
}

function residentMib(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kibibytes) / 1024;
}

/** Least squares. */
function slopeOf(samples: readonly Sample[]): number {
  if (samples.length < fewestSamples) return Number.NaN;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minutes = mean(samples.map((sample) => sample.minutes));
  const mib = mean(samples.map((sample) => sample.mib));
  const product = mean(samples.map((sample) => (sample.minutes - minutes) * (sample.mib - mib)));
  return product / mean(samples.map((sample) => (sample.minutes - minutes) ** 2));
}
