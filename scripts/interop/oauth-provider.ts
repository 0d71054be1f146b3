import assert from 'node:assert/strict';
import type { OAuthClientProvider, OAuthDiscoveryState } from '@modelcontextprotocol/sdk/client/auth.js';
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';

/** What an application around an MCP client keeps of a sign-in, in memory. */
export interface MemoryProvider extends OAuthClientProvider {
  readonly redirectUrl: string;
  clientInformation(): OAuthClientInformationMixed | undefined;
  tokens(): OAuthTokens | undefined;
  /** Where the client last sent the person, once; fails when it sent nobody anywhere. */
  takeAuthorizationUrl(): URL;
  /** How often the client sent the person somewhere. */
  redirects(): number;
  /** Puts a token in place of the access token that the server refuses. */
  spoilAccessToken(): void;
}

/** A provider for a client that registers itself, or for `registered`. */
export function createProvider(registered?: OAuthClientInformationMixed): MemoryProvider {
  let information = registered;
  let tokens: OAuthTokens | undefined;
  let verifier = '';
  let discovery: OAuthDiscoveryState | undefined;
  let redirects = 0;
  let authorizationUrl: URL | undefined;
  return {
    redirectUrl: 'http://127.0.0.1/callback',
    clientMetadata: {
      client_name: 'Interop',
      redirect_uris: ['http://127.0.0.1/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    },
    state: () => 'interop-state',
    clientInformation: () => information,
    ...(registered === undefined && {
      saveClientInformation: (saved: OAuthClientInformationMixed) => {
        information = saved;
      },
    }),
    tokens: () => tokens,
    saveTokens: (saved) => {
      tokens = saved;
    },
    redirectToAuthorization: (url) => {
      redirects += 1;
      authorizationUrl = forRefresh(url);
    },
    saveCodeVerifier: (saved) => {
      verifier = saved;
    },
    codeVerifier: () => verifier,
    saveDiscoveryState: (saved) => {
      discovery = saved;
    },
    discoveryState: () => discovery,
    takeAuthorizationUrl: () => {
      const url = authorizationUrl;
      authorizationUrl = undefined;
      assert.ok(url, 'the client asked nobody to sign in');
      return url;
    },
    redirects: () => redirects,
    spoilAccessToken: () => {
      assert.ok(tokens);
      tokens = { ...tokens, access_token: `${tokens.access_token.slice(0, -8)}AAAAAAAA` };
    },
  };
}

/** The SDK's 1.x asks for the scopes of the challenge alone: its applications add what a refresh token takes. */
function forRefresh(url: URL): URL {
  const scope = url.searchParams.get('scope') ?? '';
  if (!scope.includes('offline_access')) url.searchParams.set('scope', `${scope} offline_access`);
  return url;
}
