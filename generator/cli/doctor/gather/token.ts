import { isLocalIssuer, requestLocalToken, TokenUnavailable } from '../../../node/local-issuer/request-token.js';
import { isRecord } from '../../../runtime/schema/equality.js';
import { jsonOf } from '../wire.js';
import { quote } from '../words.js';

/** The token that the doctor calls with, or why it has none. */
export type TokenFacts =
  | { readonly text: string; readonly source: string; readonly claims: TokenClaims | undefined }
  | { readonly text: undefined; readonly why: string };

/** What a token says of itself, where it is a JWT. Nobody has verified it. */
export interface TokenClaims {
  readonly audiences: readonly string[];
  /** Seconds since 1970. */
  readonly expires: number | undefined;
}

/** A token that somebody handed over, and where from. */
export interface GivenToken {
  readonly text: string;
  readonly source: string;
}

/** Takes the given token; for a server on this machine with its local issuer, one of that issuer. */
export async function findToken(
  given: GivenToken | undefined,
  server: { readonly base: string; readonly isLocal: boolean; readonly issuer: string | undefined },
): Promise<TokenFacts> {
  if (given !== undefined) return { ...given, claims: claimsOf(given.text) };
  const { base, isLocal, issuer } = server;
  if (!isLocal || issuer === undefined || !isLocalIssuer(issuer)) return { text: undefined, why: noToken };
  try {
    const { token: text } = await requestLocalToken(base, {});
    return { text, source: 'of the local issuer', claims: claimsOf(text) };
  } catch (error) {
    if (error instanceof TokenUnavailable) return { text: undefined, why: `${noToken} (${quote(error.message)})` };
    throw error;
  }
}

const noToken = 'there is no token: give one with --token or DIGLOT_TOKEN';

/** Reads the claims of a JWT without verifying it. */
export function claimsOf(token: string): TokenClaims | undefined {
  const parts = token.split('.');
  const claims = parts.length === 3 ? jsonOf(Buffer.from(parts[1] ?? '', 'base64url').toString()) : undefined;
  if (!isRecord(claims)) return undefined;
  const { aud, exp } = claims;
  const audiences = (Array.isArray(aud) ? aud : [aud]).filter((each) => typeof each === 'string');
  return { audiences, expires: typeof exp === 'number' ? exp : undefined };
}
