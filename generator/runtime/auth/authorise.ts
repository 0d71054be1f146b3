import type { Caller, ToolContract } from '../contract.js';
import { type ToolError, toolError } from '../errors.js';
import type { AuthSettings } from './settings.js';

/** Why `caller` may not call a tool with this contract; undefined when it may. */
export function authorise(contract: ToolContract, caller: Caller, auth: AuthSettings): ToolError | undefined {
  if (auth.kind === 'none' || contract.access === 'public') return undefined;
  const { scopes } = contract;
  if (caller.kind === 'anonymous') {
    return toolError('unauthenticated', 'This tool needs a bearer access token.', { scopes });
  }
  if (!contract.callers.includes(caller.kind)) {
    return toolError('forbidden', `This tool is not for ${caller.kind === 'app' ? 'applications' : 'people'}.`);
  }
  if (caller.kind === 'app') {
    const missing = contract.roles.filter((role) => !caller.roles.includes(role));
    return missing.length > 0 ? toolError('forbidden', `The role ${missing.join(', ')} is missing.`) : undefined;
  }
  const missing = scopes.filter((scope) => !caller.scopes.includes(scope));
  if (missing.length === 0) return undefined;
  const words = missing.length === 1 ? 'scope' : 'scopes';
  return toolError('insufficient_scope', `The access token lacks the ${words} ${missing.join(', ')}.`, { scopes });
}
