import { resolve } from 'node:path';
import { identifierOf } from '../compiler/check/names.js';
import { contractHashes } from '../compiler/contract-hashes.js';
import { locate } from '../compiler/diagnostics/located.js';
import { type Generated, generate } from '../compiler/generate.js';
import { holdProject, readOnDisk } from '../compiler/output/disk.js';
import { type Lock, lockPath, parseLock } from '../compiler/output/lock.js';
import { lockFile } from '../compiler/output/lock-file.js';
import { changes, type OnDisk, plan, type Step } from '../compiler/output/plan.js';
import type { Source } from '../compiler/source/source.js';
import { type Drift, driftOf, reportDrift } from './drift.js';
import { exitCode } from './exit.js';
import type { Format } from './formats.js';
import type { CarriedOver } from './handlers/carry-over.js';
import {
  handlerPath,
  isUnfilled,
  orphanPath,
  orphansAmong,
  readHandlers,
  renamings,
  seemsToExport,
} from './handlers/files.js';
import { readMisfits, writeMisfits } from './handlers/misfits.js';
import { type HandlerReport, handlerReports } from './handlers/states.js';
import type { CodeError } from './handlers/typescript.js';
import { findingsText, printFindings, printJson, quietFindingsText, say, sayWaiting } from './output.js';
import { readSpec } from './read-spec.js';
import { isTrouble, printWritten } from './report.js';
import { keptTypes } from './types-cache.js';
import { rememberRun } from './unchanged.js';
import { version } from './version.js';

/** What `diglot generate` is asked for. */
export interface GenerateOptions {
  /** Project folder. */
  readonly root: string;
  /** Print the plan and exit 1 on drift; write nothing. */
  readonly check?: boolean;
  /** Say nothing when there is nothing to do, and of warnings only how many there are. */
  readonly quiet?: boolean;
  /** Take warnings for errors. */
  readonly strict?: boolean;
  /** Move handlers without a tool out of the build. */
  readonly prune?: boolean;
  readonly format?: Format;
}

type Compiled = Extract<Generated, { ok: true }>;

/** `diglot generate`: compiles spec/tools.yaml. Resolves to the exit code. */
export async function runGenerate(options: GenerateOptions): Promise<number> {
  const { check = false, format = 'pretty' } = options;
  const root = resolve(options.root);
  let compiled = await compile(root, options);
  const hold = await holdProject(root, sayWaiting);
  let planned: Planned;
  try {
    if (hold.recovered) say('Cleared up after a run that was cut off.');
    // Whoever writes last has to have read last.
    if (readSpec(root).source.text !== compiled.source.text) compiled = await compile(root, options);
    const { source, generated } = compiled;
    const isBrief = generated.ok && options.quiet === true && format === 'pretty';
    if (isBrief) process.stderr.write(quietFindingsText(generated.diagnostics, source));
    else printFindings(generated.diagnostics, source, format);
    if (!generated.ok) {
      if (format === 'json') printJson({ ok: false, diagnostics: locate(generated.diagnostics, source) });
      else say(`Nothing was written. Mend ${source.path} and run: npm run generate`);
      return exitCode.badSpec;
    }
    planned = await planOf(root, { source, generated }, options);
    if (!check) hold.write(planned.steps);
  } finally {
    hold.release();
  }
  const { source, generated, steps } = planned;
  const diagnostics = locate(generated.diagnostics, source);
  const toolsList = generated.cost;
  if (check) {
    const drift = driftOf(planned.steps, planned.onDisk);
    if (format === 'json') printJson({ ok: drift.length === 0, diagnostics, files: drift, toolsList });
    else reportDrift(drift, { format, isCi: Boolean(process.env['CI']) });
    return drift.length === 0 ? exitCode.done : exitCode.refused;
  }
  const handlers = await handlersAfter(root, planned);
  if (format === 'json') printJson({ ok: true, diagnostics, files: changes(steps).map(fileOf), handlers, toolsList });
  else process.stdout.write(printWritten({ steps, handlers, cost: toolsList }, options.quiet ?? false));
  rememberRun(
    root,
    handlers.some(isTrouble)
      ? undefined
      : {
          spec: source.text,
          generated: generatedAfter(planned),
          handlers: generated.spec.tools.map(({ name }) => handlerPath(name)),
          next: () => ({
            findings: findingsText(generated.diagnostics, source),
            quietFindings: quietFindingsText(generated.diagnostics, source),
            report: nextReport(root, generated),
          }),
        },
  );
  return exitCode.done;
}

/** The texts of generated/ once the steps are done. */
function generatedAfter({ steps, onDisk }: Planned): ReadonlyMap<string, string> {
  const texts = new Map([...onDisk].filter(([path]) => path.startsWith('generated/')));
  for (const { path, action, content } of steps) {
    if (action === 'delete') texts.delete(path);
    else if (content !== undefined && path.startsWith('generated/')) texts.set(path, content);
  }
  return texts;
}

/** What a run after this one would print, when nothing changes until then. */
function nextReport(root: string, { spec, files, cost }: Compiled): string {
  const settled = [...files.map(({ path }) => path), lockPath].map(
    (path): Step => ({ path, action: 'keep', reason: '' }),
  );
  const handlers = handlerReports({
    spec,
    before: readHandlers(root),
    steps: [],
    unreadable: new Map(),
    misfits: new Map(),
  });
  return printWritten({ steps: settled, handlers, cost }, false);
}

const fileOf = ({ path, from, action, reason }: Step): Drift & { readonly from?: string } => ({
  path,
  ...(from !== undefined && { from }),
  action,
  reason,
});

/** A spec that was read, and what became of it. */
async function compile(
  root: string,
  { strict = false, check = false }: GenerateOptions,
): Promise<{ source: Source; generated: Generated }> {
  const { source, diagnostics } = readSpec(root);
  const settings = { strict, ...(!check && { printTypes: keptTypes(root) }) };
  return {
    source,
    generated: diagnostics.length > 0 ? { ok: false, diagnostics } : await generate(source, settings),
  };
}

/** What a run is going to do, and what it found. */
interface Planned {
  readonly source: Source;
  readonly generated: Compiled;
  readonly contracts: Lock['contracts'];
  readonly steps: readonly Step[];
  readonly onDisk: OnDisk;
  readonly lock: Lock | undefined;
  /** By tool, the text of its handler. */
  readonly handlers: ReadonlyMap<string, string>;
  readonly unreadable: CarriedOver['unreadable'];
}

/** Compares what the spec means with what is on disk, handlers that go by another name included. */
async function planOf(
  root: string,
  { source, generated }: Pick<Planned, 'source' | 'generated'>,
  { prune = false }: GenerateOptions,
): Promise<Planned> {
  const { spec } = generated;
  const contracts = contractHashes(spec);
  const files = [...generated.files, lockFile({ source, files: generated.files, contracts, generator: version })];
  const onDisk = readOnDisk(root, files);
  const handlers = readHandlers(root);
  const renamed = renamings(spec.tools, handlers);
  const carried: CarriedOver =
    renamed.length === 0
      ? { steps: [], unreadable: new Map(), unreadableImports: [] }
      : (await import('./handlers/carry-over.js')).carryOver(root, renamed);
  // What is carried over needs no stub, and neither does what could not be: a stub would stand in its way.
  const taken = new Set(renamed.map(({ tool }) => handlerPath(tool)));
  const lock = parseLock(onDisk.get(lockPath));
  const steps = plan(
    files.filter(({ path }) => !taken.has(path)),
    onDisk,
    lock,
  );
  const kept = new Set(renamed.map(({ from }) => from));
  const orphans = prune ? orphansAmong(handlers.keys(), spec.tools, kept) : [];
  const pruned = orphans.map((tool) => pruneStep(root, tool, handlers.get(tool) ?? ''));
  const { unreadable, unreadableImports } = carried;
  for (const { path, line, column, message } of unreadableImports) {
    say(`${path}:${line}:${column} ${message} It imports a handler that was renamed, and was left alone.`);
  }
  const all = [...steps, ...carried.steps, ...pruned];
  return { source, generated, contracts, steps: all, onDisk, lock, handlers, unreadable };
}

function pruneStep(root: string, tool: string, content: string): Step {
  const reason = 'no tool has this name';
  return { path: orphanPath(root, tool), from: handlerPath(tool), action: 'move', content, before: content, reason };
}

/**
 * How the handlers stand once everything is written. Those whose contract has moved, that did not fit theirs the last
 * time, or that don't seem to export what is imported of them, are held against it, which takes seconds; without a lock
 * nobody knows the first, and `npm run types` says.
 */
async function handlersAfter(root: string, planned: Planned): Promise<readonly HandlerReport[]> {
  const { generated, contracts, steps, handlers, lock, unreadable } = planned;
  const { spec } = generated;
  const misfitting = readMisfits(root);
  const moved = new Set(steps.filter(({ action }) => action === 'move').map(({ path }) => path));
  const concerned = Object.keys(contracts).filter((tool) => {
    if (unreadable.has(tool)) return false;
    if (moved.has(handlerPath(tool))) return true;
    const text = handlers.get(tool);
    if (text === undefined || isUnfilled(text)) return false;
    const isMoved = lock !== undefined && lock.contracts[tool] !== contracts[tool];
    return isMoved || misfitting.has(tool) || !seemsToExport(text, identifierOf(tool));
  });
  const misfits: ReadonlyMap<string, readonly CodeError[]> =
    concerned.length === 0 ? new Map() : (await import('./handlers/typescript.js')).handlerErrors(root, concerned);
  writeMisfits(root, [...misfits.keys()]);
  return handlerReports({ spec, before: handlers, steps, unreadable, misfits });
}
