import type { HandshakeRevision } from './revision.js';

/** The last revision with a handshake. Bad arguments became results with `isError`, as they are for every revision here. */
export const revision20251125: HandshakeRevision = { name: '2025-11-25', takesBatches: false };
