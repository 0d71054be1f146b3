import { largeToolList } from './check/client-limits.js';
import type { Report } from './diagnostics/diagnostic.js';
import type { VirtualFile } from './emit/emitter.js';
import type { ToolSpec } from './model.js';
import { keySpanAt, type YamlNode } from './source/source.js';

/** What a text costs in front of a model. */
export interface Cost {
  readonly bytes: number;
  /** An estimate: JSON takes about four bytes a token. */
  readonly tokens: number;
}

/** The cost of tools/list as it is sent, and of each tool in it, in the order of the spec. */
export interface ContextCost extends Cost {
  readonly tools: readonly ({ readonly name: string } & Cost)[];
}

const bytesPerToken = 4;

function costOf(value: unknown): Cost {
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  return { bytes, tokens: Math.ceil(bytes / bytesPerToken) };
}

/** Weighs the tools/list among the emitted files. */
export function weigh(files: readonly VirtualFile[]): ContextCost {
  const manifest = files.find(({ path }) => path === 'generated/mcp.json');
  // Our own emitter wrote it.
  const list = JSON.parse(manifest?.content ?? '{"tools": []}') as {
    readonly tools: readonly { readonly name: string }[];
  };
  return { ...costOf(list), tools: list.tools.map((tool) => ({ name: tool.name, ...costOf(tool) })) };
}

const mostNamed = 3;

/** Holds the cost against the spec's budget, or against what is a lot for any service. */
export function checkCost(cost: ContextCost, { spec, root }: { spec: ToolSpec; root: YamlNode }, report: Report): void {
  const { bytes } = cost;
  const largest = cost.tools
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, mostNamed)
    .map((tool) => `${tool.name} (${tool.bytes})`)
    .join(', ');
  if (spec.budget !== undefined) {
    const span = keySpanAt(root, ['budget'], root.span);
    if (bytes > spec.budget) report('client/over-budget', span, { bytes, budget: spec.budget, largest });
  } else if (bytes > largeToolList) {
    report('client/large-tool-list', keySpanAt(root, ['tools'], root.span), { bytes, largest });
  }
}
