import type { JWTPayload } from 'jose';
import type { Caller } from '../contract.js';

/** The caller of a request without a token. */
export const anonymous: Caller = frozen({
  ...{ tenant: '', subject: '', clientId: '', scopes: [], roles: [] },
  kind: 'anonymous',
});

/** What a caller is known by from token to token: a person or application, with the client it comes through. */
export function ownerOf({ kind, tenant, subject, clientId }: Caller): string {
  return JSON.stringify([kind, tenant, subject, clientId]);
}

/** One caller serves many calls: no handler may change it for those that follow. */
function frozen(caller: Caller): Caller {
  Object.freeze(caller.scopes);
  Object.freeze(caller.roles);
  return Object.freeze(caller);
}

/**
 * The caller behind the claims of Microsoft Entra, v1 or v2. A user's token carries `scp`. An app's carries no `scp`,
 * has `roles`, and says `idtyp: app` or, without `idtyp`, has `oid` equal to `sub`. Undefined for anything else, an ID
 * token included. Source: Microsoft identity platform, access token claims reference.
 */
export function callerOf(payload: JWTPayload): Caller | undefined {
  const { tid, oid, sub, scp, roles, idtyp } = payload;
  const clientId = payload['azp'] ?? payload['appid'];
  if (!isText(tid) || !isText(oid) || !isText(clientId)) return undefined;
  const roleNames = Array.isArray(roles) ? roles.filter(isText) : [];
  const who = { tenant: tid, subject: oid, clientId, roles: roleNames };
  if (scp !== undefined) {
    const scopes = isText(scp) ? scp.split(' ').filter(isText) : [];
    return scopes.length > 0 && idtyp !== 'app' ? frozen({ ...who, scopes, kind: 'user' }) : undefined;
  }
  const isApp = idtyp === 'app' || (idtyp === undefined && oid === sub);
  return isApp && roleNames.length > 0 ? frozen({ ...who, scopes: [], kind: 'app' }) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
