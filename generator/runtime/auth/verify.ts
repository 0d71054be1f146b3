import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Caller } from '../contract.js';
import type { OAuth2Settings } from './settings.js';

/** The verdict on one token. `unavailable`: the issuer's keys can't be had, which is not the caller's fault. */
export type Verified =
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unavailable' };

const refused: Verified = { kind: 'refused' };
const clockToleranceSeconds = 60;

/** A verifier of access tokens: RS256, exact issuer, audience, expiry, tenant, client, and the claims of a user or an app. */
export function createVerifier(settings: OAuth2Settings): (token: string) => Promise<Verified> {
  const keysOf = createKeySource();
  return async (token) => {
    try {
      const issuer = decodeJwt(token).iss;
      if (issuer === undefined || !settings.issuers.includes(issuer)) return refused;
      const { payload } = await jwtVerify(token, await keysOf(issuer), {
        algorithms: ['RS256'],
        issuer,
        audience: [...settings.audiences],
        requiredClaims: ['exp'],
        clockTolerance: clockToleranceSeconds,
      });
      const caller = callerOf(payload);
      return caller !== undefined && isListed(caller, settings) ? { kind: 'caller', caller } : refused;
    } catch (error) {
      return isTokensFault(error) ? refused : { kind: 'unavailable' };
    }
  };
}

function isListed({ tenant, clientId }: Caller, { tenants, clients }: OAuth2Settings): boolean {
  return (tenants.length === 0 || tenants.includes(tenant)) && (clients.length === 0 || clients.includes(clientId));
}

/**
 * The caller behind Entra's claims, v1 or v2. A user's token carries `scp`. An app's carries no `scp`, has `roles`, and
 * says `idtyp: app` or, without `idtyp`, has `oid` equal to `sub`. Anything else, an ID token included, is no access token.
 * Source: Microsoft identity platform, access token claims reference.
 */
function callerOf(payload: JWTPayload): Caller | undefined {
  const { tid, oid, sub, scp, roles, idtyp } = payload;
  const clientId = payload['azp'] ?? payload['appid'];
  if (!isText(tid) || !isText(oid) || !isText(clientId)) return undefined;
  const roleNames = Array.isArray(roles) ? roles.filter(isText) : [];
  const base = { tenant: tid, subject: oid, clientId, roles: roleNames };
  if (scp !== undefined) {
    if (!isText(scp) || idtyp === 'app') return undefined;
    return { ...base, scopes: scp.split(' ').filter((scope) => scope !== ''), kind: 'user' };
  }
  const isApp = idtyp === 'app' || (idtyp === undefined && oid === sub);
  return isApp && Array.isArray(roles) ? { ...base, scopes: [], kind: 'app' } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

const fetchTimeoutMs = 5000;
const retryAfterMs = 5000;

/** Finds each issuer's keys by its metadata document, once; a failed look-up is tried again after a pause. */
function createKeySource(): (issuer: string) => Promise<JWTVerifyGetKey> {
  const known = new Map<string, { readonly keys: Promise<JWTVerifyGetKey>; failedAt?: number }>();
  return (issuer) => {
    const earlier = known.get(issuer);
    if (earlier !== undefined && (earlier.failedAt === undefined || Date.now() - earlier.failedAt < retryAfterMs)) {
      return earlier.keys;
    }
    const entry: { readonly keys: Promise<JWTVerifyGetKey>; failedAt?: number } = { keys: discoverKeys(issuer) };
    entry.keys.catch(() => {
      entry.failedAt = Date.now();
    });
    known.set(issuer, entry);
    return entry.keys;
  };
}

class DiscoveryError extends Error {}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(fetchTimeoutMs) });
  const metadata: unknown = response.ok ? await response.json() : undefined;
  const jwksUri =
    typeof metadata === 'object' && metadata !== null && 'jwks_uri' in metadata ? metadata.jwks_uri : undefined;
  if (!isText(jwksUri) || !URL.canParse(jwksUri)) throw new DiscoveryError(`no jwks_uri at ${url}`);
  return createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: fetchTimeoutMs });
}

const tokenFaults = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

function isTokensFault(error: unknown): boolean {
  return tokenFaults.some((fault) => error instanceof fault);
}
