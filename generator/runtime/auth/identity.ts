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

/** Says who sends a request with this Authorization header (null: none), on this connection where the host has any. */
export type Authenticate = (authorization: string | null, connection?: object) => Identity | Promise<Identity>;

const noOne: Identity = { ok: true, caller: anonymous };

/** A token as a request brought it, and what it is known by. */
interface Presented {
  readonly header: string;
  readonly token: string;
  readonly digest: string | Promise<string>;
}

/**
 * The function that reads the bearer token of an Authorization header and verifies it. No header is an anonymous caller;
 * a token that is not accepted, or a header of another scheme, is an error. A token that comes again on the connection it
 * came on last is not digested again, which takes a seventh of a small call; it lies in memory as long as that is open.
 */
export function createAuthenticate(
  auth: AuthSettings,
  ownAudiences: readonly string[],
  options: { readonly log: Logger; digest(text: string): string | Promise<string> },
): Authenticate {
  if (auth.kind === 'none') return () => noOne;
  // Loaded beside everything else: jose takes as long as the rest of the runtime, and a server without sign-in needs none.
  const settings = { ...auth, audiences: [...ownAudiences, ...auth.audiences] };
  const verifier = import('./verify.js').then(({ createVerifier }) => createVerifier(settings, options.log));
  const verified = new VerifiedTokens<Identity>();
  const latest = new WeakMap<object, Presented>();
  const read = (header: string, connection: object | undefined): Presented | undefined => {
    const last = connection && latest.get(connection);
    if (last?.header === header) return last;
    const token = bearerToken(header);
    if (token === undefined) return undefined;
    const presented = { header, token, digest: options.digest(token) };
    if (connection !== undefined) latest.set(connection, presented);
    return presented;
  };
  const identify = async (token: string, digest: string): Promise<Identity> => {
    const verdict = await (await verifier)(token);
    if (verdict.kind !== 'caller') return verdict.kind === 'refused' ? refused : unavailable;
    const identity: Identity = { ok: true, caller: verdict.caller };
    verified.keep(digest, identity, verdict.standing);
    return identity;
  };
  return (authorization, connection) => {
    if (authorization === null) return noOne;
    const presented = read(authorization, connection);
    if (presented === undefined) return refused;
    const { token, digest } = presented;
    if (typeof digest === 'string') return verified.find(digest) ?? identify(token, digest);
    return digest.then((known) => verified.find(known) ?? identify(token, known));
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
