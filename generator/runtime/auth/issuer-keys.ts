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

/**
 * Finds each issuer's keys by its metadata document, when first needed. They are fetched anew by age, and for an unknown
 * key id at most every 30 s (jose's cooldown); so is the document, since keys may move. What fails is tried again after a
 * pause.
 */
export function createIssuerKeys(): (issuer: string) => KeySet {
  const known = new Map<string, KeySet>();
  return (issuer) => {
    const keys = known.get(issuer) ?? createKeySet(issuer);
    known.set(issuer, keys);
    return keys;
  };
}

function createKeySet(issuer: string): KeySet {
  const cache: JWKSCacheInput & { jwks?: unknown; uat?: number } = {};
  let failedAt = Number.NEGATIVE_INFINITY;
  const fetchSet: FetchImplementation = async (_address, init) => {
    const pause = cache.jwks === undefined ? retryAfterMs.first : retryAfterMs.again;
    if (performance.now() - failedAt < pause) throw new Error(`${issuer} could not be asked a moment ago`);
    try {
      return Response.json(await fetchKeys(issuer, init));
    } catch (error) {
      failedAt = performance.now();
      throw error;
    }
  };
  const keys = createRemoteJWKSet(new URL(issuer), {
    timeoutDuration: fetchTimeoutMs,
    cacheMaxAge: longestMs,
    [jwksCache]: cache,
    [customFetch]: fetchSet,
  });
  const find: JWTVerifyGetKey = (header, token) => {
    const isOld = cache.uat !== undefined && Date.now() - cache.uat > refreshAfterMs;
    if (isOld && !keys.reloading) keys.reload().catch(() => {});
    return keys(header, token);
  };
  return { find, fetched: () => cache.jwks };
}

/** OpenID Connect Discovery 1.0, section 4: the document must name the very issuer it was asked of. */
async function fetchKeys(issuer: string, init: RequestInit): Promise<object> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const metadata = await fetchJson(url, init);
  if (!isRecord(metadata) || metadata['issuer'] !== issuer) throw new Error(`${url} is not about the issuer ${issuer}`);
  const { jwks_uri: jwksUri } = metadata;
  if (typeof jwksUri !== 'string' || !URL.canParse(jwksUri)) throw new Error(`${url} has no jwks_uri`);
  const set = await fetchJson(jwksUri, init);
  if (!isRecord(set) || !Array.isArray(set['keys'])) throw new Error(`${jwksUri} has no keys`);
  return set;
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
