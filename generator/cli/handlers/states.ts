import colors from 'picocolors';
import type { ToolSpec } from '../../compiler/model.js';
import { changes, type Step } from '../../compiler/output/plan.js';
import { handlerPath, isUnfilled, orphansAmong } from './files.js';
import type { CodeError } from './typescript.js';

/**
 * How a handler stands to its tool. `new`: a stub was written. `changed`: it no longer fits its contract. `renamed`: it was
 * carried over. `orphan`: its tool is gone. `unfilled`: it is still the stub. `unreadable`: it should have been carried over,
 * but is no TypeScript.
 */
export type HandlerState = 'new' | 'ok' | 'changed' | 'renamed' | 'orphan' | 'unfilled' | 'unreadable';

/** How one handler stands after a run. */
export interface HandlerReport {
  /** Undefined for an orphan. */
  readonly tool?: string;
  readonly path: string;
  readonly state: HandlerState;
  /** The former path, where it has moved. */
  readonly from?: string;
  /** Why it is `changed` or `unreadable`. */
  readonly errors?: readonly CodeError[];
}

/** What is known of the handlers after a run. */
export interface HandlerFacts {
  readonly spec: Pick<ToolSpec, 'tools'>;
  /** By tool, the text of its handler file before the run. */
  readonly before: ReadonlyMap<string, string>;
  readonly steps: readonly Step[];
  readonly unreadable: ReadonlyMap<string, readonly CodeError[]>;
  readonly misfits: ReadonlyMap<string, readonly CodeError[]>;
}

/** How each handler stands: those of the tools in the order of the spec, then the orphans. */
export function handlerReports({ spec, before, steps, unreadable, misfits }: HandlerFacts): readonly HandlerReport[] {
  const made = new Map(changes(steps).map((step) => [step.path, step]));
  const tools = spec.tools.map(({ name, renamedFrom = '' }): HandlerReport => {
    const path = handlerPath(name);
    const step = made.get(path);
    const errors = misfits.get(name);
    const from = step?.from;
    const found = { tool: name, path, ...(from !== undefined && { from }) };
    const unread = unreadable.get(name);
    if (unread !== undefined)
      return { tool: name, path: handlerPath(renamedFrom), state: 'unreadable', errors: unread };
    if (errors !== undefined) return { ...found, state: 'changed', errors };
    if (from !== undefined) return { ...found, state: 'renamed' };
    if (step?.action === 'create') return { ...found, state: 'new' };
    return { ...found, state: isUnfilled(before.get(name) ?? '') ? 'unfilled' : 'ok' };
  });
  const moved = new Set(changes(steps).map(({ from }) => from));
  const kept = spec.tools.filter(({ name }) => unreadable.has(name)).map(({ renamedFrom = '' }) => renamedFrom);
  const orphans = orphansAmong(before.keys(), spec.tools, new Set(kept))
    .map(handlerPath)
    .filter((path) => !moved.has(path))
    .map((path): HandlerReport => ({ path, state: 'orphan' }));
  return [...tools, ...orphans];
}

const shownErrors = 10;

/** How the handlers stand, for people: a line of counts, and a line for each that asks for something. */
export function printHandlers(reports: readonly HandlerReport[]): string {
  const order = ['ok', 'new', 'renamed', 'unfilled', 'changed', 'unreadable', 'orphan'] as const;
  const summary = order.flatMap((state) => {
    const count = reports.filter((report) => report.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const lines = reports.flatMap(linesOf);
  return `Handlers: ${summary.join(', ') || 'none'}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function linesOf({ state, path, errors = [] }: HandlerReport): readonly string[] {
  switch (state) {
    case 'unfilled':
      return [`${colors.yellow('unfilled')} ${path}: callers are told that it is not implemented`];
    case 'orphan':
      return [
        `${colors.yellow('orphan')} ${path}: no tool has this name. Of a tool that was renamed, say so in the spec: renamedFrom. Else move it away: npm run generate -- --prune`,
      ];
    case 'changed':
      return [`${colors.red('changed')} ${path}: it no longer fits its contract`, ...errorLines(errors)];
    case 'unreadable': {
      const advice = 'its tool was renamed, but it can not be parsed: left alone. Mend it and run again';
      return [`${colors.red('unreadable')} ${path}: ${advice}`, ...errorLines(errors)];
    }
    default:
      return [];
  }
}

function errorLines(errors: readonly CodeError[]): readonly string[] {
  const lines = errors.map(({ path, line, column, message }) => `  ${path}:${line}:${column} ${message}`);
  const rest = lines.length - shownErrors;
  return rest > 0 ? [...lines.slice(0, shownErrors), `  and ${rest} more: npm run types`] : lines;
}
