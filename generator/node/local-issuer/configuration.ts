import type { AdapterFactory, ClientMetadata, Configuration, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { entraClaims } from './claims.js';
import type { Secrets } from './keys.js';
import type { Library } from './library.js';
import { errorPage, pageHeaders } from './pages.js';
import { findResource, resourcesOf } from './resources.js';
import { chatgptClient, docsClient } from './settings.js';

/** What the configuration is made from. */
export interface Setup {
  readonly issuer: string;
  readonly baseUrl: string;
  /** Short scope name to description. */
  readonly scopes: { readonly [name: string]: string };
  readonly secrets: Secrets;
  readonly adapter: AdapterFactory;
  readonly library: Library;
}

/** Seconds that an access token holds. */
export const accessTokenSeconds = 3600;
/** The client that `diglot token` gets tokens for. It has no grant, so nothing else can use it. */
export const cliClient = 'diglot-cli';

const hour = 3600;
const day = 24 * hour;

/** The configuration of oidc-provider. Every default that it would remark upon on the console is set here. */
export function configure(setup: Setup): Configuration {
  const { baseUrl, scopes, secrets, library } = setup;
  const resources = resourcesOf(baseUrl);
  const off = { enabled: false };
  return {
    adapter: setup.adapter,
    clients: [chatgpt(secrets.chatgptSecret), docs(baseUrl), cli],
    // RFC 8252: a program's loopback redirect is good at any port, and it may have a URI scheme of its own.
    clientDefaults: { application_type: 'native', grant_types: ['authorization_code', 'refresh_token'] },
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    clientBasedCORS: (_ctx, origin, { redirectUris = [] }) => redirectUris.some((uri) => originOf(uri) === origin),
    cookies: { keys: [secrets.cookieKey], names: cookieNames(setup.issuer) },
    expiresWithSession: () => false,
    features: {
      clientCredentials: { enabled: true },
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      registration: { enabled: true, issueRegistrationAccessToken: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_ctx, _client, oneOf) => oneOf?.[0] ?? baseUrl,
        getResourceServerInfo(_ctx, indicator) {
          const audience = findResource(resources, indicator);
          if (audience === undefined)
            throw new library.InvalidTarget(`resource must be one of ${resources.join(', ')}`);
          return resourceServer(audience, Object.keys(scopes));
        },
        useGrantedResource: () => true,
      },
      rpInitiatedLogout: off,
      userinfo: off,
    },
    fetch: () => Promise.reject(new Error('the local issuer fetches nothing')),
    findAccount: (_ctx, user) => ({ accountId: user, claims: () => ({ sub: user }) }),
    formats: { customizers: { jwt: entraTokens(setup) } },
    interactions: { policy: alwaysAsk(library), url: (_ctx, { uid }) => `/interaction/${uid}` },
    jwks: { keys: secrets.signingKeys.map((key) => ({ ...key, kty: 'RSA' })) },
    renderError(ctx, { error, error_description: why }) {
      ctx.set(pageHeaders);
      ctx.body = errorPage(why ?? error);
    },
    responseTypes: ['code'],
    rotateRefreshToken: true,
    routes: { authorization: '/authorize', jwks: '/jwks', registration: '/register', token: '/token' },
    scopes: ['openid', 'offline_access', ...Object.keys(scopes)],
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      ClientCredentials: accessTokenSeconds,
      Grant: 90 * day,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: 90 * day,
      Session: hour,
    },
  };
}

/** What oidc-provider must know to issue a JWT for `audience`. */
export function resourceServer(audience: string, scopes: readonly string[]): ResourceServer {
  return { audience, scope: scopes.join(' '), accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } };
}

const cli: ClientMetadata = {
  client_id: cliClient,
  grant_types: [],
  redirect_uris: [],
  response_types: [],
  token_endpoint_auth_method: 'none',
};

/** A GPT's callback holds its id, which is known only once the GPT is made; others register themselves. */
function chatgpt(secret: string): ClientMetadata {
  return {
    client_id: chatgptClient,
    client_secret: secret,
    client_name: 'ChatGPT',
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    redirect_uris: [
      'http://127.0.0.1/callback',
      'https://chatgpt.com/aip/local/oauth/callback',
      'https://chat.openai.com/aip/local/oauth/callback',
    ],
    token_endpoint_auth_method: 'client_secret_post',
  };
}

/** The documentation's page, under each name that a browser on this machine has for it; a page of another port it is not. */
function docs(baseUrl: string): ClientMetadata {
  const { protocol, hostname, host } = new URL(baseUrl);
  const twin = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' }[hostname];
  const bases = [baseUrl, ...(twin === undefined ? [] : [`${protocol}//${host.replace(hostname, twin)}`])];
  return {
    client_id: docsClient,
    client_name: 'The documentation of this server',
    application_type: 'web',
    grant_types: ['authorization_code'],
    redirect_uris: bases.map((base) => `${base}/docs/oauth2-redirect.html`),
    token_endpoint_auth_method: 'none',
  };
}

/** Access tokens with the claims and the `typ` of Entra's. */
function entraTokens({ issuer, scopes, library }: Setup) {
  type Customize = NonNullable<NonNullable<NonNullable<Configuration['formats']>['customizers']>['jwt']>;
  const customize: Customize = (ctx: KoaContextWithOIDC | undefined, token, jwt) => {
    const isUser = token.kind === 'AccessToken';
    const { iat, exp, aud, jti } = jwt.payload;
    const asked = ctx?.oidc.params?.['scope'];
    if (!isUser && token.scope === undefined && typeof asked === 'string') {
      throw new library.InvalidScope('requested scope is not known', asked);
    }
    jwt.header = { typ: 'JWT' };
    jwt.payload = entraClaims({
      issuer,
      audience: String(aud),
      clientId: token.clientId ?? '',
      user: isUser ? token.accountId : undefined,
      scopes: token.scope?.split(' ') ?? (isUser ? [] : Object.keys(scopes)),
      issuedAt: Number(iat),
      expiresAt: Number(exp),
      id: String(jti),
    });
  };
  return customize;
}

/** One page for sign-in and consent, on every authorization: a developer wants to come as someone else now and then. */
function alwaysAsk({ basePolicy, Check }: Library) {
  const policy = basePolicy();
  policy
    .get('login')
    ?.checks.add(new Check('asked_every_time', 'the person is asked who signs in', (ctx) => !ctx.oidc.result?.login));
  return policy;
}

/** Cookies of one host are shared by its ports. */
function cookieNames(issuer: string) {
  const prefix = `diglot_${new URL(issuer).port}`;
  return { session: `${prefix}_session`, interaction: `${prefix}_interaction`, resume: `${prefix}_resume` };
}

function originOf(uri: string): string | undefined {
  return URL.canParse(uri) ? new URL(uri).origin : undefined;
}
