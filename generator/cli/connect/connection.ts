import type { ToolSpec } from '../../compiler/model.js';
import { deploymentOf } from '../../node/deployment.js';
import { chatgptClient, issuerFolder, issuerUrls, localSettings } from '../../node/local-issuer/settings.js';
import { type Env, type ListenSettings, localUrl, readListenSettings, SettingsError } from '../../node/settings.js';
import { advertisedScopes } from '../../runtime/auth/challenge.js';
import type { OAuth2Settings } from '../../runtime/auth/settings.js';
import { type ClientUrls, clientUrls, isPublicHttps } from '../../runtime/client-urls.js';
import { isEntra } from '../entra.js';

/** What a client is told of this deployment. */
export interface Connection {
  readonly spec: ToolSpec;
  readonly env: Env;
  /** The project's folder, absolute. */
  readonly folder: string;
  readonly baseUrl: string;
  readonly urls: ClientUrls;
  /** PUBLIC_URL, when set. */
  readonly publicUrl: string | undefined;
  /** Undefined where nobody signs in. */
  readonly signIn: SignIn | undefined;
}

/** Where people sign in, and as which client. */
export interface SignIn {
  readonly issuer: 'entra' | 'local' | 'other';
  /** Undefined where nothing names one. */
  readonly clientId: string | undefined;
  /** Whether the client has no registration of its own, but uses that of the API. */
  readonly isApi: boolean;
  /** Where the client's secret is found. */
  readonly secret: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Scopes as the issuer knows them. */
  readonly scopes: readonly string[];
}

/** What a connection is worked out from. */
export interface ConnectionOptions {
  /** The project's folder, absolute. */
  readonly folder: string;
  readonly env: Env;
  /** Id of the client's own registration with the issuer; that of the API, the spec's variable `client`, when absent. */
  readonly clientId?: string | undefined;
}

/** The values that a server with this environment would have. Throws SettingsError, one line that names the variable. */
export function connectionOf(spec: ToolSpec, { folder, env, clientId }: ConnectionOptions): Connection {
  const { server, auth } = spec;
  const settings = readListenSettings(env, server);
  const url = localUrl(settings.host, settings.port);
  const deployment = deploymentOf({ service: { auth, serverUrl: server.url }, env, settings, url });
  const { baseUrl } = deployment;
  if (settings.port === 0 && (deployment.auth === undefined || baseUrl === url)) {
    throw new SettingsError('Set PORT to the port that the server listens on: 0 is another one each time.');
  }
  const signIn =
    deployment.auth === undefined
      ? localSignIn(spec, settings)
      : deployment.auth.kind === 'none'
        ? undefined
        : issuerSignIn(deployment.auth, clientId, apiId(spec, env));
  return { spec, env, folder, baseUrl, urls: clientUrls(baseUrl), publicUrl: settings.publicUrl, signIn };
}

function localSignIn({ auth }: ToolSpec, { port }: ListenSettings): SignIn | undefined {
  const local = localSettings(auth, issuerUrls(port + 1));
  if (local.kind === 'none') return undefined;
  const secret = `chatgptSecret in ${issuerFolder(port)}/keys.json, once the server has run`;
  return { issuer: 'local', clientId: chatgptClient, isApi: false, secret, ...advertised(local) };
}

function apiId({ auth }: ToolSpec, env: Env): string | undefined {
  return auth.kind === 'oauth2' ? env[auth.variables['client'] ?? ''] : undefined;
}

function issuerSignIn(settings: OAuth2Settings, own: string | undefined, api: string | undefined): SignIn {
  const clientId = own ?? api;
  const fromEntra = isEntra(settings.authorizationUrl);
  return {
    issuer: fromEntra ? 'entra' : 'other',
    clientId,
    isApi: clientId !== undefined && clientId === api,
    secret: fromEntra
      ? 'Entra > App registrations > Certificates & secrets: its Value, shown once'
      : 'from the issuer, where the client is registered',
    ...advertised(settings),
  };
}

function advertised(auth: OAuth2Settings): Pick<SignIn, 'authorizationUrl' | 'tokenUrl' | 'scopes'> {
  const { authorizationUrl, tokenUrl, scopes } = auth;
  return { authorizationUrl, tokenUrl, scopes: advertisedScopes({ auth }, Object.keys(scopes)) };
}

/** What to know of the client id, a line each. */
export function clientWarnings(signIn: SignIn | undefined): readonly string[] {
  if (signIn?.issuer !== 'entra' || !signIn.isApi) return [];
  return [
    'The client id is that of the API: Entra may then refuse to refresh tokens (AADSTS90009), an hour after the sign-in.',
    'Register the client by itself and name it: --client-id <id>',
  ];
}

/** What keeps a client in a vendor's cloud from using these values, a line each. */
export function warnings({ spec, baseUrl, publicUrl, signIn }: Connection, vendor: string): readonly string[] {
  const variables = spec.auth.kind === 'oauth2' ? Object.values(spec.auth.variables) : [];
  const lines: string[] = [];
  if (signIn?.issuer === 'local') {
    lines.push(
      `No issuer is configured: these are the values for this laptop, with the local issuer, which ${vendor} can't reach.`,
      `Its port is the one after the server's, or a free one where that is taken: npm start names it.`,
      `For a real issuer set ${[...new Set(variables), 'PUBLIC_URL'].join(', ')}.`,
    );
  }
  if (!isPublicHttps(baseUrl)) {
    lines.push(
      `Warning: ${baseUrl} is not a public https URL, and ${vendor} calls from its own cloud. Set PUBLIC_URL to one without a port.`,
    );
  } else if (publicUrl === undefined) {
    lines.push(`PUBLIC_URL is not set: ${baseUrl} is server.url of spec/tools.yaml.`);
  }
  return [...lines, ...clientWarnings(signIn)];
}
