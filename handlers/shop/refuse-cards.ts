import type { ToolContext } from 'diglot/runtime';
import { holdsCardNumber } from './card-number.js';

/**
 * The input of a tool, as it is; throws the declared error `card_number_refused` where one of its texts holds a payment
 * card's number. Handlers begin with it, so that none is stored, sent on or logged.
 */
export function withoutCards<T extends object>(ctx: ToolContext<unknown, 'card_number_refused'>, input: T): T {
  const pointer = pointerToCard(input, '');
  if (pointer !== undefined) throw ctx.error('card_number_refused', { pointer });
  return input;
}

/** JSON Pointer to the first text with a card's number. */
function pointerToCard(value: unknown, pointer: string): string | undefined {
  if (typeof value === 'string') return holdsCardNumber(value) ? pointer : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = pointerToCard(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
