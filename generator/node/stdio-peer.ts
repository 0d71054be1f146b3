import { anonymous, callerOf } from '../runtime/auth/caller.js';
import { type AuthSettings, resolveAuth } from '../runtime/auth/settings.js';
import type { Caller, Service } from '../runtime/contract.js';
import type { Peer } from '../runtime/surfaces/mcp/channel.js';
import { entraClaims } from './local-issuer/claims.js';
import { type Env, SettingsError } from './settings.js';

/** Who speaks over stdio, and how tokens are verified. */
export interface StdioSignIn {
  readonly who: Peer['who'];
  readonly auth: AuthSettings;
}

/**
 * With the spec's issuer configured, the holder of DIGLOT_TOKEN. Where a server would start the local issuer, the user
 * `demo` with every scope, whose cart is the same over HTTP. Throws SettingsError, one line that names the variable.
 */
export function signInOverStdio(service: Service, env: Env): StdioSignIn {
  const token = env['DIGLOT_TOKEN'];
  const resolved = resolveAuth(service.auth, env);
  if (resolved.ok && resolved.settings.kind === 'none') return { who: anonymous, auth: resolved.settings };
  if (resolved.ok) {
    if (!token) throw new SettingsError('Set DIGLOT_TOKEN to an access token: over stdio there is no sign-in page.');
    return { who: { authorization: `Bearer ${token}` }, auth: resolved.settings };
  }
  if (env['NODE_ENV'] === 'production' || resolved.set.length > 0 || token) {
    throw new SettingsError(`Set ${resolved.missing.join(' and ')}: without a value no token can be verified.`);
  }
  const scopes = service.auth.kind === 'oauth2' ? service.auth.scopes : {};
  return { who: demoUser(Object.keys(scopes)), auth: { ...offline, scopes } };
}

/** Sign-in where nobody can sign in: the only caller is known already. */
const offline = {
  kind: 'oauth2',
  issuers: [],
  audiences: [],
  authorizationUrl: '',
  tokenUrl: '',
  scopePrefix: '',
  tenants: [],
  clients: [],
} as const;

/** The caller behind a token that the local issuer would give to `demo`. */
function demoUser(scopes: readonly string[]): Caller {
  const token = { issuer: '', audience: '', clientId: 'stdio', issuedAt: 0, expiresAt: 0, id: '' };
  return callerOf(entraClaims({ ...token, user: 'demo', scopes })) ?? anonymous;
}
