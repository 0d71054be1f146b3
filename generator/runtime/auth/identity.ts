import type { Caller, Logger } from '../contract.js';
import { type ToolError, toolError } from '../errors.js';
import { bearerToken } from './bearer.js';
import { anonymous } from './caller.js';
import type { AuthSettings } from './settings.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Who sends a request, or why that can't be said. */
export type Identity =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly error: ToolError };

const noOne: Identity = { ok: true, caller: anonymous };

/**
 * The function that reads the bearer token of an Authorization header and verifies it. No header is an anonymous caller;
 * a token that is not accepted, or a header of another scheme, is an error.
 */
export function createAuthenticate(
  auth: AuthSettings,
  ownAudiences: readonly string[],
  { log, digest }: { readonly log: Logger; digest(text: string): string },
): (authorization: string | null) => Identity | Promise<Identity> {
  if (auth.kind === 'none') return () => noOne;
  // Loaded beside everything else: jose takes as long as the rest of the runtime, and a server without sign-in needs none.
  const settings = { ...auth, audiences: [...ownAudiences, ...auth.audiences] };
  const verifier = import('./verify.js').then(({ createVerifier }) => createVerifier(settings, log));
  const verified = new VerifiedTokens<Identity>();
  const identify = async (token: string, key: string): Promise<Identity> => {
    const verdict = await (await verifier)(token);
    if (verdict.kind !== 'caller') return verdict.kind === 'refused' ? refused : unavailable;
    const identity: Identity = { ok: true, caller: verdict.caller };
    verified.keep(key, identity, verdict.standing);
    return identity;
  };
  return (authorization) => {
    if (authorization === null) return noOne;
    const token = bearerToken(authorization);
    if (token === undefined) return refused;
    const key = digest(token);
    return verified.find(key) ?? identify(token, key);
  };
}

/** One text for every refusal: which check failed is for the log alone. */
const refused: Identity = {
  ok: false,
  error: toolError('invalid_token', 'The access token is not accepted here. Sign in again.'),
};
const unavailable: Identity = {
  ok: false,
  error: toolError('unavailable', 'The sign-in service does not answer. Try again shortly.'),
};
