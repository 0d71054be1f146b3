import type { HandshakeRevision } from './revision.js';

/** Took batches out again. Its structured content and titles are sent to every revision: clients ignore what is new. */
export const revision20250618: HandshakeRevision = { name: '2025-06-18', takesBatches: false };
