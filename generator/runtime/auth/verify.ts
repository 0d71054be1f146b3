import { decodeJwt, errors, jwtVerify } from 'jose';
import type { Caller, Logger } from '../contract.js';
import { callerOf } from './caller.js';
import { createIssuerKeys } from './issuer-keys.js';
import type { OAuth2Settings } from './settings.js';
import type { Standing } from './verified-tokens.js';

/** The verdict on one token. `unavailable`: the issuer's keys can't be had, which is not the caller's fault. */
export type Verified =
  | { readonly kind: 'caller'; readonly caller: Caller; readonly standing: Standing }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unavailable' };

const clockToleranceSeconds = 60;

/**
 * A verifier of access tokens: RS256, exact issuer, audience, expiry, tenant, client, and the claims of a user or an app.
 * The log gets the rule that a refused token breaks, never the token or its claims.
 */
export function createVerifier(settings: OAuth2Settings, log: Logger): (token: string) => Promise<Verified> {
  const keysOf = createIssuerKeys();
  const audience = [...settings.audiences];
  const refuse = (reason: string): Verified => {
    log.info({ reason }, 'access token refused');
    return { kind: 'refused' };
  };
  return async (token) => {
    try {
      const issuer = decodeJwt(token).iss;
      if (issuer === undefined || !settings.issuers.includes(issuer)) return refuse('issuer');
      const keys = keysOf(issuer);
      const before = keys.fetched();
      const { payload } = await jwtVerify(token, keys.find, {
        algorithms: ['RS256'],
        issuer,
        audience,
        requiredClaims: ['exp'],
        clockTolerance: clockToleranceSeconds,
      });
      const caller = callerOf(payload);
      if (caller === undefined) return refuse('not an access token of a user or an application');
      if (!isListed(caller, settings)) return refuse('tenant or client');
      const { exp = 0 } = payload;
      return {
        kind: 'caller',
        caller,
        standing: { expiresAt: exp * 1000, isKeyKnown: () => keys.fetched() === before },
      };
    } catch (error) {
      const fault = faultOf(error);
      if (fault !== undefined) return refuse(fault);
      log.warn({ err: error }, 'the keys of the token issuer are not available');
      return { kind: 'unavailable' };
    }
  };
}

function isListed({ tenant, clientId }: Caller, { tenants, clients }: OAuth2Settings): boolean {
  return (tenants.length === 0 || tenants.includes(tenant)) && (clients.length === 0 || clients.includes(clientId));
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

/** What is wrong with the token, if the token is what is wrong; undefined for failures of the issuer or the network. */
function faultOf(error: unknown): string | undefined {
  const fault = tokenFaults.find((kind) => error instanceof kind);
  if (fault === undefined) return undefined;
  return error instanceof errors.JWTClaimValidationFailed ? `${fault.code} ${error.claim}` : fault.code;
}
