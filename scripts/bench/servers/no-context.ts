import type { ToolContext } from 'diglot/runtime';

/** A context for handlers that ask for nothing. */
export const noContext: ToolContext = {
  app: undefined,
  caller: { tenant: '', subject: '', clientId: '', scopes: [], roles: [], kind: 'anonymous' },
  signal: new AbortController().signal,
  requestId: '',
  surface: 'mcp',
  log: { debug() {}, info() {}, warn() {}, error() {} },
  progress() {},
  error: () => new Error(),
  notImplemented: () => new Error(),
};
