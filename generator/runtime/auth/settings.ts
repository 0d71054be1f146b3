import type { AuthContract, OAuth2Contract } from '../contract.js';

/** How this server knows its callers, every placeholder filled. */
export type AuthSettings = { readonly kind: 'none' } | OAuth2Settings;

/** The sign-in of a deployment: what the spec says, with the variables filled in. */
export interface OAuth2Settings {
  readonly kind: 'oauth2';
  /** Exact `iss` values. */
  readonly issuers: readonly string[];
  /** Accepted `aud` values besides the server's own URLs. */
  readonly audiences: readonly string[];
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly scopePrefix: string;
  readonly scopes: { readonly [name: string]: string };
  /** Accepted `tid` values; empty accepts any. */
  readonly tenants: readonly string[];
  /** Accepted client ids; empty accepts any. */
  readonly clients: readonly string[];
}

/** The settings, or the environment variables that are missing for them. */
export type ResolvedAuth =
  | { readonly ok: true; readonly settings: AuthSettings }
  | { readonly ok: false; readonly missing: readonly string[]; readonly set: readonly string[] };

/** Fills the placeholders of a spec's auth block from `env`. */
export function resolveAuth(contract: AuthContract, env: Readonly<Record<string, string | undefined>>): ResolvedAuth {
  if (contract.kind === 'none') return { ok: true, settings: contract };
  const variables = [...new Set(Object.values(contract.variables))];
  const missing = variables.filter((name) => !env[name]);
  if (missing.length > 0) return { ok: false, missing, set: variables.filter((name) => env[name]) };
  return { ok: true, settings: fill(contract, env) };
}

function fill(contract: OAuth2Contract, env: Readonly<Record<string, string | undefined>>): OAuth2Settings {
  const text = (template: string) =>
    template.replace(/\{([^{}]*)\}/g, (whole, name: string) => env[contract.variables[name] ?? ''] ?? whole);
  return {
    kind: 'oauth2',
    issuers: contract.issuers.map(text),
    audiences: contract.audience.map(text),
    authorizationUrl: text(contract.authorizationUrl),
    tokenUrl: text(contract.tokenUrl),
    scopePrefix: text(contract.scopePrefix),
    scopes: contract.scopes,
    tenants: contract.tenants.map(text),
    clients: contract.clients.map(text),
  };
}
