import { isRecord } from '../../../schema/equality.js';

const prefix = 'io.modelcontextprotocol/';

/** Names within `_meta` that the protocol reserves (MCP specification 2026-07-28, basic). */
export const metaKey = {
  version: `${prefix}protocolVersion`,
  capabilities: `${prefix}clientCapabilities`,
  logLevel: `${prefix}logLevel`,
  serverInfo: `${prefix}serverInfo`,
  subscription: `${prefix}subscriptionId`,
} as const;

/** The `_meta` of a message. */
export function metaOf(params: unknown): Readonly<Record<string, unknown>> | undefined {
  const meta = isRecord(params) ? params['_meta'] : undefined;
  return isRecord(meta) ? meta : undefined;
}

/** The revision that a message says it is of; undefined in the revisions that have a handshake. */
export function claimedVersion(params: unknown): unknown {
  return metaOf(params)?.[metaKey.version];
}
