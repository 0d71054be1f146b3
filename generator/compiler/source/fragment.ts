import type { Json } from '../../runtime/contract.js';

/** A JSON Schema, or a part of one, that says to an editor what a shape reads. */
export interface Fragment {
  readonly [keyword: string]: Json;
}

/** The fragment under a description that goes before its own: what a key means, then what it takes. */
export function withDescription(description: string, fragment: Fragment): Fragment {
  const { description: own, ...rest } = fragment;
  return { description: typeof own === 'string' ? `${description} ${own}` : description, ...rest };
}

/** The text of a pattern. `source` escapes slashes, which only JavaScript needs. */
export function patternText(pattern: RegExp): string {
  return pattern.source.replace(/\\./gu, (escaped) => (escaped === '\\/' ? '/' : escaped));
}
