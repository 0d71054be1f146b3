import { createRemoteJWKSet, type JWKSCacheInput, type JWTVerifyGetKey, jwksCache } from 'jose';
import { isRecord } from '../schema/equality.js';

const fetchTimeoutMs = 5000;
const retryAfterMs = 5000;

/** The keys of one issuer. */
export interface KeySet {
  /** Gives the key that a token names; fetches the keys when it is not among them. */
  readonly find: JWTVerifyGetKey;
  /** What the keys were when they were last fetched: another object after each time. */
  fetched(): unknown;
}

/** Finds the keys of an issuer. Rejects when the issuer can't be asked; what its keys don't fit is for the verifier. */
export type IssuerKeys = (issuer: string) => Promise<KeySet>;

interface Found {
  readonly keys: Promise<KeySet>;
  failedAt?: number;
}

/**
 * Finds each issuer's keys by its metadata document, when first needed and once; a failed look-up is tried again after a
 * pause. The key set itself is refreshed by age, and for an unknown key id at most every 30 s (jose's defaults).
 */
export function createIssuerKeys(): IssuerKeys {
  const known = new Map<string, Found>();
  return (issuer) => {
    const earlier = known.get(issuer);
    if (earlier !== undefined && (earlier.failedAt === undefined || Date.now() - earlier.failedAt < retryAfterMs)) {
      return earlier.keys;
    }
    const found: Found = { keys: discoverKeys(issuer) };
    found.keys.catch(() => {
      found.failedAt = Date.now();
    });
    known.set(issuer, found);
    return found.keys;
  };
}

/** OpenID Connect Discovery 1.0, section 4: the document must name the very issuer it was asked of. */
async function discoverKeys(issuer: string): Promise<KeySet> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(fetchTimeoutMs) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const metadata: unknown = await response.json();
  if (!isRecord(metadata) || metadata['issuer'] !== issuer) throw new Error(`${url} is not about the issuer ${issuer}`);
  const { jwks_uri: jwksUri } = metadata;
  if (typeof jwksUri !== 'string' || !URL.canParse(jwksUri)) throw new Error(`${url} has no jwks_uri`);
  const cache: JWKSCacheInput & { jwks?: unknown } = {};
  const find = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: fetchTimeoutMs, [jwksCache]: cache });
  return { find, fetched: () => cache.jwks };
}
