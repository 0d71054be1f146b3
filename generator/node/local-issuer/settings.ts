import { join } from 'node:path';
import type { AuthSettings } from '../../runtime/auth/settings.js';
import type { AuthContract } from '../../runtime/contract.js';

/** Where a local issuer is found. */
export interface IssuerUrls {
  /** `http://127.0.0.1:<port>`. */
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
}

/** The URLs of the local issuer that listens on `port`. */
export function issuerUrls(port: number): IssuerUrls {
  const issuer = `http://127.0.0.1:${port}`;
  return { issuer, authorizationUrl: `${issuer}/authorize`, tokenUrl: `${issuer}/token` };
}

/** Where the issuer of the server on `port` keeps its keys and clients. */
export function issuerFolder(port: number): string {
  return join('.data', `issuer-${port}`);
}

/** The client that stands for ChatGPT; its secret is in the issuer's folder. */
export const chatgptClient = 'chatgpt';

/** The client that stands for the server's own documentation page. */
export const docsClient = 'docs';

/** How a server knows the callers that the local issuer vouches for. */
export function localSettings(auth: AuthContract, { issuer, authorizationUrl, tokenUrl }: IssuerUrls): AuthSettings {
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
