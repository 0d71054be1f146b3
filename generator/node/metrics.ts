import type { Registry } from 'prom-client';
import { latencyBounds, type Metrics, type Usage } from '../runtime/usage.js';

/** The text format of Prometheus, 0.0.4. */
const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/** /metrics by prom-client, which is loaded for the first reading: a call only ever adds to plain numbers. */
export function createMetrics(): Metrics {
  let latest: Usage = { series: [], openStreams: 0, runningCalls: 0 };
  let registry: Promise<Registry> | undefined;
  return {
    contentType,
    async render(usage) {
      registry ??= createRegistry(() => latest);
      const loaded = await registry;
      latest = usage;
      return loaded.metrics();
    },
  };
}

async function createRegistry(usage: () => Usage): Promise<Registry> {
  const { Counter, Gauge, Histogram, Registry: PromRegistry } = (await import('prom-client')).default;
  const registry = new PromRegistry();
  const registers = [registry];
  const labelNames = ['tool', 'surface'];
  new Counter({
    ...{ name: 'diglot_calls_total', help: 'Calls that have ended.', labelNames, registers },
    collect() {
      this.reset();
      for (const { tool, surface, calls } of usage().series) this.inc({ tool, surface }, calls);
    },
  });
  new Counter({
    name: 'diglot_call_errors_total',
    help: 'Calls that have failed, by the code that the caller was told.',
    labelNames: [...labelNames, 'code'],
    registers,
    collect() {
      this.reset();
      for (const { tool, surface, failures } of usage().series)
        for (const [code, count] of failures) this.inc({ tool, surface, code }, count);
    },
  });
  const gauge = (name: string, help: string, read: (now: Usage) => number) =>
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(read(usage()));
      },
    });
  gauge('diglot_open_streams', 'SSE streams that are open.', ({ openStreams }) => openStreams);
  gauge('diglot_running_calls', 'Calls whose handler runs.', ({ runningCalls }) => runningCalls);
  /** A histogram of prom-client can't be set: what its registry asks for is read from our own numbers instead. */
  class Latency extends Histogram {
    async getForPromString() {
      return { name: latencyName, help: latencyHelp, type: 'histogram', values: usage().series.flatMap(valuesOf) };
    }
  }
  new Latency({ name: latencyName, help: latencyHelp, labelNames, registers });
  return registry;
}

const latencyHelp = 'How long calls took, in seconds.';
const latencyName = 'diglot_call_duration_seconds';

function valuesOf({ tool, surface, calls, totalMs, buckets }: Usage['series'][number]) {
  const labels = { tool, surface };
  let sum = 0;
  const cumulated = buckets.map((count, index) => {
    sum += count;
    const bound = latencyBounds[index];
    const le = bound === undefined ? '+Inf' : bound / 1000;
    return { metricName: `${latencyName}_bucket`, labels: { ...labels, le }, value: sum };
  });
  return [
    ...cumulated,
    { metricName: `${latencyName}_sum`, labels, value: totalMs / 1000 },
    { metricName: `${latencyName}_count`, labels, value: calls },
  ];
}
