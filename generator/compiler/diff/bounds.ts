import type { TypeExpr } from '../schema/type-expr.js';
import { type Difference, here, narrower, other, type Shift, same, wider } from './delta.js';

type Plain = Exclude<TypeExpr, { kind: 'reference' | 'union' | 'literal' }>;

/** How the bounds of two schemas of one kind differ. */
export function boundDifferences(old: Plain, now: Plain): Difference[] {
  const [before, after] = [limitsOf(old), limitsOf(now)];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    if (was?.at === is?.at && was?.open === is?.open) return [];
    return [here('bound', key === 'low' ? fromBelow(was, is) : fromAbove(was, is), worded(was, is))];
  });
}

interface Limit {
  readonly keyword: string;
  readonly at: number;
  /** Whether the limit itself is excluded. */
  readonly open: boolean;
}

/** The lowest and the highest count or number. */
function limitsOf(type: Plain): ReadonlyMap<'low' | 'high', Limit> {
  const limits = new Map<'low' | 'high', Limit>();
  const set = (side: 'low' | 'high', keyword: string, at: number | undefined, open = false) => {
    if (at === undefined) return;
    const limit = type.kind === 'integer' ? wholeLimit({ keyword, at, open }, side) : { keyword, at, open };
    const known = limits.get(side);
    if (known === undefined || isTighter(limit, known, side)) limits.set(side, limit);
  };
  switch (type.kind) {
    case 'string':
      if (type.minLength !== 0) set('low', 'minLength', type.minLength);
      set('high', 'maxLength', type.maxLength);
      break;
    case 'array':
      if (type.minItems !== 0) set('low', 'minItems', type.minItems);
      set('high', 'maxItems', type.maxItems);
      break;
    case 'object':
      if (type.minProperties !== 0) set('low', 'minProperties', type.minProperties);
      set('high', 'maxProperties', type.maxProperties);
      break;
    case 'number':
    case 'integer':
      set('low', 'minimum', type.minimum);
      set('low', 'exclusiveMinimum', type.exclusiveMinimum, true);
      set('high', 'maximum', type.maximum);
      set('high', 'exclusiveMaximum', type.exclusiveMaximum, true);
      break;
    case 'boolean':
      break;
  }
  return limits;
}

/** The same limit as whole numbers have it. */
function wholeLimit({ keyword, at, open }: Limit, side: 'low' | 'high'): Limit {
  if (side === 'low') return { keyword, at: open ? Math.floor(at) + 1 : Math.ceil(at), open: false };
  return { keyword, at: open ? Math.ceil(at) - 1 : Math.floor(at), open: false };
}

function isTighter(limit: Limit, than: Limit, side: 'low' | 'high'): boolean {
  if (limit.at === than.at) return limit.open && !than.open;
  return side === 'low' ? limit.at > than.at : limit.at < than.at;
}

const fromBelow = (was: Limit | undefined, is: Limit | undefined): Shift => shift(was, is, 'low');
const fromAbove = (was: Limit | undefined, is: Limit | undefined): Shift => shift(was, is, 'high');

function shift(was: Limit | undefined, is: Limit | undefined, side: 'low' | 'high'): Shift {
  if (is === undefined) return was === undefined ? same : wider;
  return was === undefined || isTighter(is, was, side) ? narrower : wider;
}

function worded(was: Limit | undefined, is: Limit | undefined): string {
  if (was === undefined) return `${is?.keyword} is new: ${is?.at}`;
  if (is === undefined) return `${was.keyword} ${was.at} is gone`;
  return was.keyword === is.keyword
    ? `${was.keyword} was ${was.at}, is ${is.at}`
    : `${was.keyword} ${was.at} is ${is.keyword} ${is.at} now`;
}

/** How what a number has to be a multiple of differs. Exact where both are whole; else any difference counts both ways. */
export function multipleDifferences(old: number | undefined, now: number | undefined): Difference[] {
  if (old === now) return [];
  const detail = changed('multipleOf', old, now);
  if (old === undefined) return [here('bound', narrower, detail)];
  if (now === undefined) return [here('bound', wider, detail)];
  if (!Number.isSafeInteger(old) || !Number.isSafeInteger(now)) return [here('bound', other, detail)];
  if (now % old === 0) return [here('bound', narrower, detail)];
  return [here('bound', old % now === 0 ? wider : other, detail)];
}

/** What a keyword was and is, in words. */
export function changed(keyword: string, old: unknown, now: unknown): string {
  return `${keyword} ${moved(old, now)}`;
}

/** What something was and is, in words that follow its name. */
export function moved(old: unknown, now: unknown): string {
  if (old === undefined) return `is new: ${shown(now)}`;
  return now === undefined ? `is gone, was ${shown(old)}` : `was ${shown(old)}, is ${shown(now)}`;
}

const longest = 60;

/** A value as JSON, shortened. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= longest ? text : `${[...text].slice(0, longest).join('')}...`;
}
