import colors from 'picocolors';
import type { ContextCost } from '../compiler/context-cost.js';
import { changes, type Step } from '../compiler/output/plan.js';
import { type HandlerReport, printHandlers } from './handlers/states.js';

/** What a run did, and how things stand after it. */
export interface Written {
  readonly steps: readonly Step[];
  readonly handlers: readonly HandlerReport[];
  readonly cost: ContextCost;
}

const marks = {
  create: colors.green('new'),
  update: colors.yellow('changed'),
  move: colors.yellow('moved'),
  delete: colors.red('deleted'),
  keep: '',
};

/** A run for people. A quiet one says what changed, and which handlers no longer fit. */
export function printWritten({ steps, handlers, cost }: Written, quiet: boolean): string {
  const changed = changes(steps);
  const lines = changed.map(({ path, from, action, reason }) => {
    const note = reason === 'no handler yet' ? ' (stub: fill it in)' : from === undefined ? '' : ` (was ${from})`;
    return `  ${marks[action]} ${path}${note}\n`;
  });
  if (changed.length > 0) lines.push(`Generated ${changed.length} of ${steps.length} files; the rest stand.\n`);
  else if (!quiet) lines.push(`All ${steps.length} files are up to date.\n`);
  if (changed.length > 0 || !quiet || handlers.some(isTrouble)) lines.push(printHandlers(handlers));
  return lines.join('') + (quiet ? '' : printCost(cost));
}

/** Whether a handler keeps its tool from being served as the spec says. */
export function isTrouble({ state }: HandlerReport): boolean {
  return state === 'changed' || state === 'unreadable';
}

const mostTools = 30;
const grouped = new Intl.NumberFormat('en-US');

/** What tools/list costs in front of a model, the largest tools first where there are many. */
function printCost({ tools, ...all }: ContextCost): string {
  const shown = tools.length <= mostTools ? tools : tools.toSorted((a, b) => b.bytes - a.bytes).slice(0, mostTools);
  const rows = [{ name: 'tools/list', ...all }, ...shown.map((tool) => ({ ...tool, name: `  ${tool.name}` }))];
  const widest = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map(({ name, bytes, tokens }) => {
    const size = grouped.format(bytes).padStart(grouped.format(all.bytes).length);
    return `${name.padEnd(widest)}  ${size} bytes, about ${grouped.format(tokens)} tokens\n`;
  });
  if (shown.length < tools.length) lines.push(`  and ${tools.length - shown.length} smaller ones\n`);
  return lines.join('');
}
