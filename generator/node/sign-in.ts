import type { AuthSettings } from '../runtime/auth/settings.js';
import { type DeploymentSource, deploymentOf } from './deployment.js';
import type { LocalIssuer } from './local-issuer/index.js';
import { issuerFolder, localSettings } from './local-issuer/settings.js';

interface Where extends DeploymentSource {
  readonly port: number;
}

interface SignIn {
  readonly auth: AuthSettings;
  readonly issuer: LocalIssuer | undefined;
  readonly baseUrl: string;
}

/** Starts the local issuer where no real one is configured. Throws SettingsError, which names the missing variables. */
export async function signIn({ port, ...source }: Where): Promise<SignIn> {
  const { auth, baseUrl } = deploymentOf(source);
  if (auth !== undefined) return { auth, issuer: undefined, baseUrl };
  const contract = source.service.auth;
  const { startLocalIssuer } = await import('./local-issuer/index.js');
  const issuer = await startLocalIssuer({
    baseUrl,
    port: port + 1,
    dataDir: issuerFolder(port),
    scopes: contract.kind === 'oauth2' ? contract.scopes : {},
    env: source.env,
  });
  return { auth: localSettings(contract, issuer), issuer, baseUrl };
}
