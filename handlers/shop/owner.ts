import type { Caller } from 'diglot/runtime';

/**
 * The key under which a person's or application's cart, payment methods and orders are kept, on every surface.
 * Throws for an anonymous caller: a tool that needs an owner must not be public.
 */
export function ownerOf(caller: Caller): string {
  if (caller.kind === 'anonymous') throw new Error('This tool needs to know who calls; do not make it public.');
  return JSON.stringify([caller.tenant, caller.subject]);
}
