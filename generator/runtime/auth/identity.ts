import type { Caller, Logger } from '../contract.js';
import { type ToolError, toolError } from '../errors.js';
import { bearerToken } from './bearer.js';
import { anonymous } from './caller.js';
import type { AuthSettings } from './settings.js';
import type { Verified } from './verify.js';

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
  log: Logger,
): (authorization: string | null) => Identity | Promise<Identity> {
  if (auth.kind === 'none') return () => noOne;
  // Loaded beside everything else: jose takes as long as the rest of the runtime, and a server without sign-in needs none.
  const settings = { ...auth, audiences: [...ownAudiences, ...auth.audiences] };
  const verifier = import('./verify.js').then(({ createVerifier }) => createVerifier(settings, log));
  return (authorization) => {
    if (authorization === null) return noOne;
    const token = bearerToken(authorization);
    return token === undefined ? refused : verifier.then((verify) => verify(token)).then(identityOf);
  };
}

function identityOf(verified: Verified): Identity {
  switch (verified.kind) {
    case 'caller':
      return { ok: true, caller: verified.caller };
    case 'refused':
      return refused;
    case 'unavailable':
      return { ok: false, error: unavailable };
  }
}

/** One text for every refusal: which check failed is for the log alone. */
const refused: Identity = {
  ok: false,
  error: toolError('invalid_token', 'The access token is not accepted here. Sign in again.'),
};
const unavailable = toolError('unavailable', 'The sign-in service does not answer. Try again shortly.');
