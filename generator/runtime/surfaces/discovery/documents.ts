import { advertisedScopes } from '../../auth/challenge.js';
import type { Json } from '../../contract.js';
import { isRecord } from '../../schema/equality.js';
import type { Runtime } from '../../tool.js';

/** The committed documents, as parsed JSON. */
export interface Documents {
  readonly openapi: unknown;
  readonly openapi31: unknown;
  readonly plugin: unknown;
  readonly mcp: unknown;
}

/**
 * A document with this deployment's values in the places that depend on it: the server's URL, where to sign in, and
 * scope names as the issuer knows them. The committed document is left as it is.
 */
export function deployed(document: unknown, change: (copy: Record<string, unknown>) => void): Json {
  const copy = structuredClone(document);
  if (!isMutable(copy)) throw new Error('a generated document is not a JSON object; run: npm run generate');
  change(copy);
  // A clone of parsed JSON with JSON put into it.
  return copy as Json;
}

function isMutable(value: unknown): value is Record<string, unknown> {
  return isRecord(value);
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((found, key) => (isRecord(found) ? found[key] : undefined), value);
}

/** openapi.json or its twin for this deployment. */
export function deployedOpenapi(runtime: Runtime, document: unknown): Json {
  return deployed(document, (copy) => {
    copy['servers'] = [{ url: runtime.baseUrl }];
    if (runtime.auth.kind === 'none') return;
    const { authorizationUrl, tokenUrl, scopes, scopePrefix } = runtime.auth;
    const flow = at(copy, 'components', 'securitySchemes', 'oauth2', 'flows', 'authorizationCode');
    if (!isMutable(flow)) return;
    flow['authorizationUrl'] = authorizationUrl;
    flow['tokenUrl'] = tokenUrl;
    flow['scopes'] = Object.fromEntries(Object.entries(scopes).map(([name, text]) => [scopePrefix + name, text]));
    for (const path of Object.values(at(copy, 'paths') ?? {})) {
      const requirements = at(path, 'post', 'security');
      if (!Array.isArray(requirements)) continue;
      for (const requirement of requirements.filter(isMutable)) {
        requirement['oauth2'] = advertisedScopes(runtime, texts(requirement['oauth2']));
      }
    }
  });
}

/** ai-plugin.json for this deployment. */
export function deployedPlugin(runtime: Runtime, document: unknown): Json {
  return deployed(document, (copy) => {
    const { baseUrl, auth } = runtime;
    copy['api'] = { type: 'openapi', url: `${baseUrl}/.well-known/openapi.json` };
    const block = copy['auth'];
    if (auth.kind === 'none' || !isMutable(block)) return;
    block['client_url'] = auth.authorizationUrl;
    block['authorization_url'] = auth.tokenUrl;
    block['scope'] = advertisedScopes(runtime, Object.keys(auth.scopes)).join(' ');
  });
}

/** The tools/list result for this deployment. */
export function deployedManifest(runtime: Runtime, document: unknown): Json {
  return deployed(document, (copy) => {
    const tools = copy['tools'];
    for (const tool of Array.isArray(tools) ? tools : []) {
      const schemes = at(tool, '_meta', 'securitySchemes');
      for (const scheme of Array.isArray(schemes) ? schemes.filter(isMutable) : []) {
        if (scheme['scopes'] !== undefined) scheme['scopes'] = advertisedScopes(runtime, texts(scheme['scopes']));
      }
    }
  });
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
