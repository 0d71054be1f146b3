import type { OAuth2Contract } from '../../runtime/contract.js';
import type { Report } from '../diagnostics/diagnostic.js';
import type { Located } from '../source/shape.js';
import type { RawOAuth2 } from './language.js';

/**
 * Resolves the auth block and checks that every placeholder in it can be filled. `known` are the variables as written,
 * those included whose values can't be read, which is reported.
 */
export function checkAuth(raw: RawOAuth2, known: readonly string[], report: Report): OAuth2Contract {
  const variables = raw.variables ?? [];
  const template = ({ value, span }: Located<string>): string => {
    for (const [, name = ''] of value.matchAll(/\{([^{}]*)\}/g)) {
      if (!known.includes(name)) report('auth/unknown-placeholder', span, { name, known });
    }
    return value;
  };
  return {
    kind: 'oauth2',
    issuers: raw.issuers.map(template),
    authorizationUrl: template(raw.authorizationUrl),
    tokenUrl: template(raw.tokenUrl),
    audience: raw.audience.map(template),
    scopePrefix: raw.scopePrefix === undefined ? '' : template(raw.scopePrefix),
    scopes: Object.fromEntries(raw.scopes.map(({ name, value }) => [name, value])),
    tenants: (raw.tenants ?? []).map(template),
    clients: (raw.clients ?? []).map(template),
    variables: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
  };
}
