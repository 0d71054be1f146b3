import { resolve } from 'node:path';
import { remaining } from '../compiler/check/allow.js';
import { messages } from '../compiler/diagnostics/codes.js';
import { locate } from '../compiler/diagnostics/located.js';
import { diff } from '../compiler/diff/diff.js';
import type { Severity } from '../compiler/diff/page.js';
import { judgeVersion } from '../compiler/diff/version.js';
import { type Checked, isError, read } from '../compiler/generate.js';
import type { ToolSpec } from '../compiler/model.js';
import type { YamlNode } from '../compiler/source/source.js';
import { type Found, locateChanges, unusedAllows } from './diff/accepted.js';
import { readBaseline } from './diff/baseline.js';
import { printComparison } from './diff/print.js';
import { CommandError, exitCode } from './exit.js';
import type { Format } from './formats.js';
import { printFindings, printJson, say } from './output.js';
import { type ReadText, readSpec } from './read-spec.js';

/** What `diglot diff` is asked for. */
export interface DiffOptions {
  /** Project folder. */
  readonly root: string;
  /** What to compare with: a file, or a revision of git. */
  readonly against: string;
  readonly format: Format;
}

/**
 * `diglot diff`: says what changed since another spec and for whom, and whether info.version carries it. Resolves to the
 * exit code.
 */
export async function runDiff({ root: folder, against, format }: DiffOptions): Promise<number> {
  const root = resolve(folder);
  const now = readSpec(root);
  const checked = now.diagnostics.length > 0 ? undefined : read(now.source);
  const findings = checked ? remaining(checked.findings.all(), checked.allows) : now.diagnostics;
  const current = findings.some(isError) ? undefined : modelOf(checked);
  if (checked === undefined || current === undefined) {
    printFindings(findings, now.source, format);
    if (format === 'json') printJson({ ok: false, diagnostics: locate(findings, now.source) });
    else say(`Nothing was compared. Mend ${now.source.path} and run: npx diglot diff`);
    return exitCode.badSpec;
  }
  const baseline = await readBaseline(root, against);
  if (baseline === undefined) {
    const said = `There is no spec/tools.yaml at ${against} to compare with: all of it is new.`;
    if (format === 'json') printJson({ ok: true, against, changes: [], unusedAllows: [] });
    else process.stdout.write(`${said}\n`);
    return exitCode.done;
  }
  const old = formerModel(baseline, against);
  const changes = locateChanges(diff(old, current.spec), { ...current, source: now.source, allows: checked.allows });
  const severity = worst(changes.filter(({ accepted }) => accepted === undefined));
  const version = judgeVersion(old.info.version, current.spec.info.version, severity);
  const unused = unusedAllows(checked.allows, changes, now.source);
  const comparison = { against, source: now.source, changes, version, severity, unused };
  printComparison(comparison, format);
  return version.isCarried ? exitCode.done : exitCode.breaking;
}

/** A spec as it is compared. */
interface Current {
  readonly spec: ToolSpec;
  readonly root: YamlNode;
}

function modelOf(checked: Checked | undefined): Current | undefined {
  if (checked?.spec === undefined || checked.root === undefined) return undefined;
  return { spec: checked.spec, root: checked.root };
}

/** The model of a former spec. Rules of clients that it breaks were its own affair; errors of the language leave no model. */
function formerModel({ source, diagnostics }: ReadText, against: string): ToolSpec {
  const checked = diagnostics.length > 0 ? undefined : read(source);
  const errors = (checked?.findings.all() ?? diagnostics).filter(
    ({ code, severity }) => severity === 'error' && !messages[code].allowable,
  );
  const [first] = errors;
  const model = modelOf(checked);
  if (first === undefined && model !== undefined) return model.spec;
  throw new CommandError(
    `The spec at ${against} can't be compared with, it has errors: ${first?.code} (${first?.message}) Name another with --against.`,
  );
}

function worst(changes: readonly Found[]): Severity | undefined {
  // Ordered by severity.
  return changes[0]?.severity;
}
