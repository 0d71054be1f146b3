import { createRequire } from 'node:module';
import type { Diagnostics } from 'recheck';
import type { Report } from '../../diagnostics/diagnostic.js';
import type { StringType } from '../../schema/type-expr.js';
import { firstKey, nodeAt } from '../../source/source.js';
import type { Subject } from './rule.js';
import { isFixedLength } from './schemas.js';

/** Milliseconds for one pattern. */
const patience = 3000;
/** Most steps that matching the longest text may take: some tens of milliseconds. */
const mostSteps = 1e7;

/** Characters up to which an exponential pattern does no harm. */
const shortEnough = 16;

interface Placed {
  readonly type: StringType;
  readonly pattern: string;
}

/**
 * Reports the patterns that can backtrack catastrophically, and returns them: values must not be tried on them. Asks recheck (https://makenowjust-labs.github.io/recheck/), loaded only when a pattern needs it.
 */
export function checkPatterns({ places }: Pick<Subject, 'places'>, report: Report): ReadonlySet<string> {
  const placed = [...places.keys()].flatMap((type): Placed[] =>
    type.kind === 'string' && type.pattern !== undefined && !isFixedLength(type.pattern)
      ? [{ type, pattern: type.pattern }]
      : [],
  );
  const unsafe = new Set<string>();
  if (placed.length === 0) return unsafe;
  const { checkSync } = loadRecheck();
  const known = new Map<string, Diagnostics>();
  for (const { type, pattern } of placed) {
    const found = known.get(pattern) ?? checkSync(pattern, 'u', { timeout: patience });
    known.set(pattern, found);
    const problem = problemOf(found, type.maxLength);
    const node = places.get(type);
    if (problem === undefined || node === undefined) continue;
    report('schema/catastrophic-pattern', nodeAt(node, ['pattern'])?.span ?? firstKey(node), { problem });
    unsafe.add(pattern);
  }
  return unsafe;
}

/**
 * Why matching a pattern, which can be read, may take too long on a text of `maxLength`; undefined where it can't. Asks for
 * no longer than `timeout` milliseconds.
 */
export function patternProblem(
  pattern: string,
  { maxLength, timeout = patience }: { readonly maxLength?: number | undefined; readonly timeout?: number } = {},
): string | undefined {
  return isFixedLength(pattern) ? undefined : problemOf(loadRecheck().checkSync(pattern, 'u', { timeout }), maxLength);
}

/**
 * The build without native helpers, which gives the same verdict on every machine. Loaded only when it is needed, and by
 * require: it is CommonJS, whose names every loader of modules shows in its own way.
 */
function loadRecheck(): Pick<typeof import('recheck'), 'checkSync'> {
  const require = createRequire(import.meta.url);
  try {
    // dist/ has a copy.
    return require('../recheck.cjs');
  } catch {
    return require('recheck/lib/browser.js');
  }
}

function problemOf(found: Diagnostics, maxLength = Number.POSITIVE_INFINITY): string | undefined {
  if (found.status === 'safe') return undefined;
  if (found.status === 'unknown') return `could not be shown to be safe within ${patience / 1000} s`;
  const { complexity } = found;
  if (complexity.type === 'exponential') {
    if (maxLength <= shortEnough) return undefined;
    return 'takes twice as long with each further character of a hostile text';
  }
  if (maxLength ** complexity.degree <= mostSteps) return undefined;
  const most = Math.floor(mostSteps ** (1 / complexity.degree));
  return `takes time that grows with the power ${complexity.degree} of the length of a hostile text; maxLength ${most} would do`;
}
