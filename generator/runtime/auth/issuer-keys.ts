import {
  createRemoteJWKSet,
  customFetch,
  type FetchImplementation,
  type JWKSCacheInput,
  type JWTVerifyGetKey,
  jwksCache,
} from 'jose';
import { readBytes } from '../bytes.js';
import { isRecord } from '../schema/equality.js';

const fetchTimeoutMs = 5000;
/** How soon an issuer that could not be asked is asked again: without any keys of it, and with some. */
const retryAfterMs = { first: 5000, again: 30_000 };
/** Keys of this age are fetched anew, beside the calls that they still serve. */
const refreshAfterMs = 10 * 60_000;
/** Keys are used no longer than this, even if the issuer can't be asked: as Microsoft.IdentityModel keeps its last known good. */
const longestMs = 60 * 60_000;
const mostBytes = 1024 * 1024;

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
 * pause. The key set is refreshed by age, and for an unknown key id at most every 30 s (jose's cooldown).
 */
export function createIssuerKeys(): IssuerKeys {
  const known = new Map<string, Found>();
  return (issuer) => {
    const earlier = known.get(issuer);
    if (
      earlier !== undefined &&
      (earlier.failedAt === undefined || Date.now() - earlier.failedAt < retryAfterMs.first)
    ) {
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
  const init: RequestInit = { redirect: 'manual', signal: AbortSignal.timeout(fetchTimeoutMs) };
  const metadata = await fetchJson(url, init);
  if (!isRecord(metadata) || metadata['issuer'] !== issuer) throw new Error(`${url} is not about the issuer ${issuer}`);
  const { jwks_uri: jwksUri } = metadata;
  if (typeof jwksUri !== 'string' || !URL.canParse(jwksUri)) throw new Error(`${url} has no jwks_uri`);
  return createKeySet(new URL(jwksUri));
}

function createKeySet(url: URL): KeySet {
  const cache: JWKSCacheInput & { jwks?: unknown; uat?: number } = {};
  let failedAt = Number.NEGATIVE_INFINITY;
  const fetchKeys: FetchImplementation = async (address, init) => {
    const pause = cache.jwks === undefined ? retryAfterMs.first : retryAfterMs.again;
    if (Date.now() - failedAt < pause) throw new Error(`${address} did not answer a moment ago`);
    try {
      const set = await fetchJson(address, init);
      if (!isRecord(set) || !Array.isArray(set['keys'])) throw new Error(`${address} has no keys`);
      return Response.json(set);
    } catch (error) {
      failedAt = Date.now();
      throw error;
    }
  };
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: fetchTimeoutMs,
    cacheMaxAge: longestMs,
    [jwksCache]: cache,
    [customFetch]: fetchKeys,
  });
  const find: JWTVerifyGetKey = (header, token) => {
    const isOld = cache.uat !== undefined && Date.now() - cache.uat > refreshAfterMs;
    if (isOld && !keys.reloading) keys.reload().catch(() => {});
    return keys(header, token);
  };
  return { find, fetched: () => cache.jwks };
}

/** The JSON that a URL answers with 200 and at most 1 MiB. */
async function fetchJson(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  if (response.status !== 200) {
    response.body?.cancel().catch(() => {});
    throw new Error(`${url} answered ${response.status}`);
  }
  const bytes = await readBytes(response.body, mostBytes);
  if (bytes === undefined) throw new Error(`${url} answered more than ${mostBytes} bytes`);
  return JSON.parse(new TextDecoder().decode(bytes));
}
