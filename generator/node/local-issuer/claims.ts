import { createHash } from 'node:crypto';

/** The tenant that every local token names. */
export const localTenant = '10ca1000-0000-4000-8000-000000000000';

/** What {@link entraClaims} needs to know of a token; the times are seconds since the epoch. */
export interface TokenFacts {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  /** The name of the person; undefined for an application's own token. */
  readonly user: string | undefined;
  /** Short scope names; an application's roles. */
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly id: string;
}

/**
 * The claims of a Microsoft Entra v2 access token. Source: Microsoft identity platform, access token claims reference.
 * A person's `sub` differs from `oid`, as Entra's does; an application's are the same.
 */
export function entraClaims(facts: TokenFacts): Record<string, unknown> {
  const { user, clientId, issuedAt } = facts;
  const app = stableId(`app:${clientId}`);
  const identity =
    user === undefined
      ? { oid: app, sub: app, idtyp: 'app', roles: facts.scopes }
      : { oid: stableId(`user:${user}`), sub: stableId(`sub:${user}`), name: user, scp: facts.scopes.join(' ') };
  return {
    iss: facts.issuer,
    aud: facts.audience,
    iat: issuedAt,
    nbf: issuedAt,
    exp: facts.expiresAt,
    jti: facts.id,
    tid: localTenant,
    azp: clientId,
    ver: '2.0',
    ...identity,
  };
}

/** Whether `user` can be signed in: 1 to 64 letters, digits, spaces and `._@+'-`, no space at either end. */
export function isUserName(user: string): boolean {
  return /^[\p{L}\p{N}._@+'-](?:[\p{L}\p{N} ._@+'-]{0,62}[\p{L}\p{N}._@+'-])?$/u.test(user);
}

/** A UUID that a text always leads to. */
function stableId(text: string): string {
  const hex = createHash('sha256').update(`diglot:${text}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
