import type { HandshakeRevision } from './revision.js';

/** Brought Streamable HTTP, and JSON-RPC batches. A request without a version header is of this revision. */
export const revision20250326: HandshakeRevision = { name: '2025-03-26', takesBatches: true };
