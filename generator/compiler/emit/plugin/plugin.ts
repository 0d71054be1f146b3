import type { ToolSpec } from '../../model.js';
import type { JsonObject } from '../../schema/lower.js';
import type { Emitter } from '../emitter.js';
import { withoutPlaceholders } from '../spec-views.js';
import { jsonText } from '../text.js';

/** ai-plugin.json, which points ChatGPT plugins' successors at the OpenAPI document. No keys beyond the format's own. */
export const pluginEmitter: Emitter = {
  name: 'plugin',
  emit: (spec) => [{ path: 'generated/ai-plugin.json', content: jsonText(manifest(spec)), ownership: 'generated' }],
};

function manifest(spec: ToolSpec): JsonObject {
  const { info, plugin, server } = spec;
  return {
    schema_version: 'v1',
    name_for_human: plugin.nameForHuman,
    name_for_model: plugin.nameForModel,
    description_for_human: plugin.descriptionForHuman,
    description_for_model: plugin.descriptionForModel,
    auth: auth(spec),
    api: { type: 'openapi', url: `${server.url}/.well-known/openapi.json` },
    logo_url: info.logoUrl ?? `${server.url}/logo.png`,
    contact_email: info.contact?.email ?? '',
    legal_info_url: info.termsUrl ?? info.privacyUrl ?? server.url,
  };
}

/** In this format `client_url` is where people sign in and `authorization_url` is where tokens are issued. */
function auth(spec: ToolSpec): JsonObject {
  if (spec.auth.kind === 'none') return { type: 'none' };
  const { authorizationUrl, tokenUrl, scopes } = withoutPlaceholders(spec.auth);
  return {
    type: 'oauth',
    client_url: authorizationUrl,
    authorization_url: tokenUrl,
    scope: Object.keys(scopes).join(' '),
    authorization_content_type: 'application/x-www-form-urlencoded',
    verification_tokens: {},
  };
}
