import type { SurfaceName } from '../../runtime/contract.js';
import type { DeclaredError, Tool } from '../model.js';
import { changed, moved } from './bounds.js';
import type { ReportChange, Reported } from './change.js';
import type { ChangeCode } from './codes.js';
import type { Compare } from './delta.js';
import { schemaChanges } from './schemas.js';

/** Where the changes of tools go, and how their schemas are compared. */
export interface Comparing {
  readonly report: ReportChange;
  readonly compare: Compare;
}

/** Reports the tools that came, went or have another name, and what changed in those that stayed. */
export function compareTools(old: readonly Tool[], now: readonly Tool[], comparing: Comparing): void {
  const { report } = comparing;
  const before = new Map(old.map((tool) => [tool.name, tool]));
  const names = new Set(now.map(({ name }) => name));
  const carried = new Set<string>();
  for (const tool of now) {
    const { name, renamedFrom, expose: surfaces } = tool;
    const former = renamedFrom === undefined || names.has(renamedFrom) ? undefined : before.get(renamedFrom);
    const was = before.get(name) ?? former;
    if (was === undefined) {
      report({
        code: 'change/tool-added',
        tool: name,
        subject: 'tool',
        detail: tool.title,
        at: ['tools', name],
        surfaces,
      });
      continue;
    }
    if (was === former) {
      carried.add(was.name);
      const detail = `was ${was.name}`;
      const subject = 'name';
      report({
        code: 'change/tool-renamed',
        tool: name,
        subject,
        detail,
        at: ['tools', name, 'renamedFrom'],
        surfaces,
      });
    }
    compareTool(was, tool, comparing);
  }
  for (const { name, title, expose: surfaces } of old) {
    if (names.has(name) || carried.has(name)) continue;
    report({ code: 'change/tool-removed', tool: name, subject: 'tool', detail: title, at: ['tools', name], surfaces });
  }
}

function compareTool(old: Tool, now: Tool, { report, compare }: Comparing): void {
  const { name } = now;
  const surfaces: readonly SurfaceName[] = [...new Set([...old.expose, ...now.expose])];
  const tell = (change: Omit<Reported, 'tool' | 'surfaces'>) => report({ ...change, tool: name, surfaces });
  const say = (code: ChangeCode, key: string, detail: string) =>
    tell({ code, subject: key, detail, at: ['tools', name, key] });
  compareEffects(old, now, say);
  compareAccess(old, now, say);
  compareErrors(old.errors, now.errors, { say, tell });
  compareLimits(old, now, say);
  compareTexts(old, now, say);
  for (const change of schemaChanges(compare(old.input, now.input), 'input', name)) tell(change);
  if (old.output === 'content' || now.output === 'content') {
    if (old.output !== now.output) {
      say('change/output-kind', 'output', now.output === 'content' ? 'content blocks now' : 'a structure now');
    }
  } else for (const change of schemaChanges(compare(old.output, now.output), 'output', name)) tell(change);
}

type Say = (code: ChangeCode, key: string, detail: string) => void;

const weight = { read: 0, write: 1, destructive: 2 } as const;

function compareEffects(old: Tool, now: Tool, say: Say): void {
  if (old.effect !== now.effect) {
    const code = weight[now.effect] > weight[old.effect] ? 'change/effect-raised' : 'change/effect-lowered';
    say(code, 'effect', moved(old.effect, now.effect));
  }
  if (old.confirm !== now.confirm) say('change/confirm', 'confirm', moved(old.confirm, now.confirm));
  if (old.openWorld !== now.openWorld) say('change/open-world', 'openWorld', moved(old.openWorld, now.openWorld));
  if (old.idempotencyKey !== now.idempotencyKey) {
    const code = old.idempotencyKey === undefined ? 'change/retry-safe' : 'change/retry-unsafe';
    say(code, 'idempotencyKey', moved(old.idempotencyKey, now.idempotencyKey));
  }
  if (old.idempotent !== now.idempotent) {
    const code = now.idempotent ? 'change/retry-safe' : 'change/retry-unsafe';
    say(code, 'idempotent', moved(old.idempotent, now.idempotent));
  }
}

function compareAccess(old: Tool, now: Tool, say: Say): void {
  if (old.access !== now.access) {
    const code = now.access === 'public' ? 'change/access-opened' : 'change/access-closed';
    say(code, 'access', moved(old.access, now.access));
  }
  const lists = [
    { key: 'scopes', added: 'change/scope-added', gone: 'change/scope-removed' },
    { key: 'roles', added: 'change/callers-narrowed', gone: 'change/callers-widened' },
    { key: 'callers', added: 'change/callers-widened', gone: 'change/callers-narrowed' },
    { key: 'expose', added: 'change/tool-exposed', gone: 'change/tool-hidden' },
  ] as const;
  for (const { key, added, gone } of lists) {
    for (const each of without(now[key], old[key])) say(added, key, `${each} is new`);
    for (const each of without(old[key], now[key])) say(gone, key, `${each} is gone`);
  }
}

/** The items of a list that are not in another. */
export function without(list: readonly string[], others: readonly string[]): readonly string[] {
  return list.filter((item) => !others.includes(item));
}

interface Telling {
  readonly say: Say;
  readonly tell: (change: Omit<Reported, 'tool' | 'surfaces'>) => void;
}

/** What an error is, is said once for all tools that share it. */
function compareErrors(old: readonly DeclaredError[], now: readonly DeclaredError[], { say, tell }: Telling): void {
  const before = new Map(old.map((error) => [error.name, error]));
  for (const { name, status, message } of now) {
    const was = before.get(name);
    before.delete(name);
    if (was === undefined) {
      say('change/error-added', 'errors', `${name} is new (${status})`);
      continue;
    }
    const place = (key: string) => ({ subject: `errors.${name}`, at: ['errors', name, key] });
    if (was.status !== status)
      tell({ code: 'change/error-status', ...place('status'), detail: changed('status', was.status, status) });
    if (was.message !== message)
      tell({ code: 'change/description', ...place('message'), detail: changed('message', was.message, message) });
  }
  for (const name of before.keys()) say('change/error-removed', 'errors', `${name} is gone`);
}

function compareLimits(old: Tool, now: Tool, say: Say): void {
  const rate = ({ rateLimit }: Tool) =>
    rateLimit === undefined ? Number.POSITIVE_INFINITY : rateLimit.calls / rateLimit.perSeconds;
  const limits = [
    { key: 'timeout', was: old.timeoutMs, is: now.timeoutMs, unit: ' ms' },
    { key: 'maxResultChars', was: old.maxResultChars, is: now.maxResultChars, unit: '' },
    { key: 'rateLimit', was: rate(old), is: rate(now), unit: ' calls per second' },
  ];
  for (const { key, was, is, unit } of limits) {
    if (was === is) continue;
    const amount = (value: number) =>
      value === Number.POSITIVE_INFINITY ? 'none' : `${Number(value.toPrecision(4))}${unit}`;
    say(is < was ? 'change/limit-tightened' : 'change/limit-loosened', key, `was ${amount(was)}, is ${amount(is)}`);
  }
  const [before, after] = [old.rateLimit, now.rateLimit];
  // The same rate over another time lets other bursts through.
  if (before && after && rate(old) === rate(now) && before.calls !== after.calls) {
    const code = after.calls < before.calls ? 'change/limit-tightened' : 'change/limit-loosened';
    say(
      code,
      'rateLimit',
      `was ${before.calls} calls in ${before.perSeconds} s, is ${after.calls} in ${after.perSeconds} s`,
    );
  }
}

function compareTexts(old: Tool, now: Tool, say: Say): void {
  const texts = [
    ...(['title', 'description', 'modelDescription'] as const).map(
      (key) => ({ key, code: 'change/description' }) as const,
    ),
    ...(['status', 'tags', 'examples'] as const).map((key) => ({ key, code: 'change/presentation' }) as const),
    { key: 'deprecated', code: 'change/tool-deprecated' } as const,
  ];
  for (const { key, code } of texts) {
    if (JSON.stringify(old[key]) !== JSON.stringify(now[key])) say(code, key, moved(old[key], now[key]));
  }
}
