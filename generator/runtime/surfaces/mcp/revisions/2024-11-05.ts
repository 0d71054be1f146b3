import type { HandshakeRevision } from './revision.js';

/** The first revision: HTTP+SSE and stdio, one message at a time. */
export const revision20241105: HandshakeRevision = { name: '2024-11-05', takesBatches: false };
