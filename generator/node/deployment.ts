import { type AuthSettings, resolveAuth } from '../runtime/auth/settings.js';
import type { Service } from '../runtime/contract.js';
import { type Env, type ListenSettings, SettingsError } from './settings.js';

/** What decides where a server is reached and who issues its tokens. */
export interface DeploymentSource {
  readonly service: Pick<Service, 'auth' | 'serverUrl'>;
  readonly env: Env;
  readonly settings: ListenSettings;
  /** Where the server listens. */
  readonly url: string;
}

/** Where a server is reached and how its callers are known; without `auth`, a local issuer has to say. */
export interface Deployment {
  readonly baseUrl: string;
  readonly auth: AuthSettings | undefined;
}

/**
 * Decides who issues tokens: the spec's issuer when all its variables are set, a local one when none is and this is not
 * production. Anything between throws SettingsError, which names the missing variables.
 */
export function deploymentOf({ service, env, settings, url }: DeploymentSource): Deployment {
  const resolved = resolveAuth(service.auth, env);
  const variables = service.auth.kind === 'none' ? [] : Object.values(service.auth.variables);
  const unclean = variables.find((name) => /[\s\p{Cc}\p{Cf}]/u.test(env[name] ?? ''));
  if (unclean !== undefined) throw new SettingsError(`${unclean} must have no blanks, line ends or hidden characters.`);
  if (resolved.ok) {
    const open = resolved.settings.kind === 'none' && !settings.production;
    return { auth: resolved.settings, baseUrl: settings.publicUrl ?? (open ? url : service.serverUrl) };
  }
  if (settings.production || resolved.set.length > 0) {
    throw new SettingsError(`Set ${resolved.missing.join(' and ')}: without a value nobody can sign in.`);
  }
  return { auth: undefined, baseUrl: settings.publicUrl ?? url };
}
