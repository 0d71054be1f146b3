import type { Runtime } from '../../../tool.js';
import { revision20241105 } from './2024-11-05.js';
import { revision20250326 } from './2025-03-26.js';
import { revision20250618 } from './2025-06-18.js';
import { revision20251125 } from './2025-11-25.js';
import { createRevision20260728 } from './2026-07-28.js';
import { createHandshakeRevisions } from './handshake.js';
import type { Revision } from './revision.js';
import { serverFacts } from './server-facts.js';

export type { Revision } from './revision.js';

/** The revisions that open with `initialize`, oldest first. */
const handshake = [revision20241105, revision20250326, revision20250618, revision20251125];

/** Every revision served, by name; `manifest` is the text of the tools/list result. */
export function createRevisions(runtime: Runtime, manifest: string): ReadonlyMap<string, Revision> {
  const facts = serverFacts(runtime, manifest);
  const all = [...createHandshakeRevisions(facts, handshake), createRevision20260728(facts)];
  return new Map(all.map((revision) => [revision.name, revision]));
}
