import type { JsonSchema } from '../../runtime/contract.js';
import { createLosses, type Lose } from '../losses.js';
import { sizeOf } from './fragments.js';
import { lower } from './lower.js';
import { createScope, type Scope } from './scope.js';

/** What a schema may have at most before its depths are cut: an input is asked of a model, an output only read. */
const most = { input: 300, output: 150 } as const;
const levels = [10, 7, 5, 4, 3, 2, 1] as const;

/** The document that a schema stands in, and who hears of losses. */
export interface Around {
  readonly root: unknown;
  readonly direction: Scope['direction'];
  readonly lose: Lose;
}

/** Lowers the schema at a place of a document, as deep as fits. */
export function lowerSchema(written: unknown, place: string, { root, direction, lose }: Around): JsonSchema {
  let best: { readonly schema: JsonSchema; readonly losses: ReturnType<typeof createLosses> } | undefined;
  for (const depth of levels) {
    const losses = createLosses();
    const room = { levels: depth, left: most[direction] };
    const scope = createScope(root, direction, losses.lose);
    const schema = lower(written, place, [], { scope, room });
    best = { schema, losses };
    if (sizeOf(schema) <= most[direction]) break;
  }
  for (const { code, at, what } of best?.losses.all() ?? []) lose(code, at, what);
  return best?.schema ?? {};
}
