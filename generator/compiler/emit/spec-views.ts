import type { OAuth2Contract } from '../../runtime/contract.js';
import type { ToolSpec } from '../model.js';
import type { Dialect, Lowering } from '../schema/lower.js';

/** How to lower this spec's schemas to a dialect. */
export function lowering(spec: Pick<ToolSpec, 'schemas'>, dialect: Dialect): Lowering {
  return { dialect, types: new Map(spec.schemas.map(({ name, type }) => [name, type])) };
}

/** An auth block for committed documents, which name no tenant and no client. */
export interface AdvertisedAuth {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly scopes: OAuth2Contract['scopes'];
}

/**
 * The auth block with `organizations` (Entra's word for any work account) where a variable would stand.
 * Scopes are short; the server puts their prefix in front of what it advertises.
 */
export function withoutPlaceholders(auth: OAuth2Contract): AdvertisedAuth {
  const fill = (text: string) => text.replace(/\{[^{}]*\}/g, 'organizations');
  return { authorizationUrl: fill(auth.authorizationUrl), tokenUrl: fill(auth.tokenUrl), scopes: auth.scopes };
}
