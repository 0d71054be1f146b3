import { createContext } from '../runtime/context.js';
import type { Caller, Logger, ToolContext } from '../runtime/contract.js';
import type { Tool } from '../runtime/tool.js';

/** A log that nobody reads. */
export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * What a handler gets besides its input, for a test that calls the handler itself. `tool` is of generated/tools.ts, so that
 * `ctx.error` knows what the tool declares. Without a `caller` it is a person with every scope that the tool asks for.
 */
export function createTestContext<App>(tool: Tool, app: App, caller: Caller = rightfulUser(tool)): ToolContext<App> {
  const { signal } = new AbortController();
  const call = { tool, caller, surface: 'rest', requestId: 'test' } as const;
  return createContext({ app, log: silent }, call, { signal, isOver: false });
}

function rightfulUser({ contract }: Tool): Caller {
  return { tenant: 'tests', subject: 'ann', clientId: 'vitest', scopes: contract.scopes, roles: [], kind: 'user' };
}
