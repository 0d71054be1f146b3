import { isRecord } from '../../runtime/schema/equality.js';
import { at, follow, localPointer } from '../json.js';
import type { Lose } from '../losses.js';

export type Fields = Readonly<Record<string, unknown>>;

/** A schema with the place it was found at, its references followed. */
export interface Found {
  readonly schema: Fields;
  readonly at: string;
  /** The places that were passed on the way down to it, itself included. */
  readonly trail: readonly string[];
}

/** What lowering a schema needs from its surroundings. */
export interface Scope {
  /** Inputs are what this side checks, so all that can be is kept; outputs come from elsewhere, and are loosened. */
  readonly direction: 'input' | 'output';
  readonly lose: Lose;
  /**
   * The schema written at a place, its reference followed; undefined, and reported, where that leads nowhere, leads out of
   * the document, or comes back to a place on the `trail`.
   */
  find(written: unknown, place: string, trail: readonly string[]): Found | undefined;
}

const longestChain = 32;

/** A scope for the schemas of one document. */
export function createScope(root: unknown, direction: Scope['direction'], lose: Lose): Scope {
  return {
    direction,
    lose,
    find(written, place, trail) {
      let schema = written;
      let here = place;
      let siblings: Fields = {};
      const passed: string[] = [];
      for (let steps = 0; steps < longestChain; steps++) {
        if (trail.includes(here) || passed.includes(here)) {
          lose('schema/cycle-cut', place, here);
          return undefined;
        }
        passed.push(here);
        const ref = at(schema, '$ref');
        if (typeof ref !== 'string') {
          const merged = isRecord(schema) ? { ...schema, ...siblings } : {};
          return { schema: merged, at: here, trail: [...trail, ...passed] };
        }
        siblings = { ...described(schema), ...siblings };
        const next = localPointer(ref);
        if (next === undefined) {
          lose('reference/external', place, ref);
          return undefined;
        }
        const target = follow(root, next);
        if (target === undefined) {
          lose('reference/dangling', place, ref);
          return undefined;
        }
        schema = target;
        here = next;
      }
      lose('schema/cycle-cut', place, here);
      return undefined;
    },
  };
}

/** What may be said beside a reference. */
function described(schema: unknown): Fields {
  const description = at(schema, 'description');
  return typeof description === 'string' ? { description } : {};
}
