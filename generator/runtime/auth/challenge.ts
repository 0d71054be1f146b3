import type { ToolError } from '../errors.js';
import type { Runtime } from '../tool.js';

/** The endpoints that have a protected-resource document of their own; `''` is the whole server. */
export type ResourcePath = '' | '/mcp' | '/sse';

/** Scope names as they are advertised: with the prefix that the issuer knows them by. */
export function advertisedScopes({ auth }: Pick<Runtime, 'auth'>, scopes: readonly string[]): string[] {
  return auth.kind === 'none' ? [] : scopes.map((scope) => `${auth.scopePrefix}${scope}`);
}

/**
 * The WWW-Authenticate value for a 401 or 403 (RFC 6750, RFC 9728): where the metadata is, and the scopes needed.
 * Undefined for other failures.
 */
export function challenge(runtime: Runtime, error: ToolError, path: ResourcePath): string | undefined {
  if (runtime.auth.kind === 'none' || (error.status !== 401 && error.code !== 'insufficient_scope')) return undefined;
  const scopes = advertisedScopes(runtime, error.scopes ?? Object.keys(runtime.auth.scopes));
  const parts = [
    ...(error.code === 'unauthenticated'
      ? []
      : [`error="${error.code}"`, `error_description="${error.detail.replace(/["\\]|[^ -~]/g, '')}"`]),
    `resource_metadata="${runtime.baseUrl}/.well-known/oauth-protected-resource${path}"`,
    ...(scopes.length > 0 ? [`scope="${scopes.join(' ')}"`] : []),
  ];
  return `Bearer ${parts.join(', ')}`;
}
