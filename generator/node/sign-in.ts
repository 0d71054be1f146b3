import { join } from 'node:path';
import { type AuthSettings, resolveAuth } from '../runtime/auth/settings.js';
import type { Service } from '../runtime/contract.js';
import type { LocalIssuer } from './local-issuer/index.js';
import { type Env, type ListenSettings, SettingsError } from './settings.js';

interface Where {
  readonly service: Service;
  readonly env: Env;
  readonly settings: ListenSettings;
  /** Where the server listens. */
  readonly url: string;
  readonly port: number;
}

interface SignIn {
  readonly auth: AuthSettings;
  readonly issuer: LocalIssuer | undefined;
  readonly baseUrl: string;
}

/**
 * Decides who issues tokens: the spec's issuer when all its variables are set, a local one when none is and this is not
 * production. Anything between throws SettingsError, which names the missing variables.
 */
export async function signIn({ service, env, settings, url, port }: Where): Promise<SignIn> {
  const resolved = resolveAuth(service.auth, env);
  if (resolved.ok) {
    const open = resolved.settings.kind === 'none' && !settings.production;
    const baseUrl = settings.publicUrl ?? (open ? url : service.serverUrl);
    return { auth: resolved.settings, issuer: undefined, baseUrl };
  }
  if (settings.production || resolved.set.length > 0) {
    throw new SettingsError(`Set ${resolved.missing.join(' and ')}: without a value nobody can sign in.`);
  }
  const baseUrl = settings.publicUrl ?? url;
  const { startLocalIssuer } = await import('./local-issuer/index.js');
  const issuer = await startLocalIssuer({
    baseUrl,
    port: port + 1,
    dataDir: join('.data', `issuer-${port}`),
    scopes: service.auth.kind === 'oauth2' ? service.auth.scopes : {},
    env,
  });
  return { auth: localSettings(service, issuer), issuer, baseUrl };
}

function localSettings({ auth }: Service, { issuer, authorizationUrl, tokenUrl }: LocalIssuer): AuthSettings {
  if (auth.kind === 'none') return auth;
  return {
    kind: 'oauth2',
    issuers: [issuer],
    audiences: [],
    authorizationUrl,
    tokenUrl,
    scopePrefix: '',
    scopes: auth.scopes,
    tenants: [],
    clients: [],
  };
}
