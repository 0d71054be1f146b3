import type { ToolSpec } from '../model.js';
import { type Change, createChanges, severityOf } from './change.js';
import { createCompare } from './compare.js';
import { severities } from './page.js';
import { sharedSchemaChanges, typesOf } from './schemas.js';
import { compareService } from './service.js';
import { compareTools } from './tools.js';

/**
 * What changed from one checked spec to another, the most severe first, else in the order of the specs. Whatever a caller
 * of the old spec can still send, or be answered, without meeting a `major` change means what it meant.
 */
export function diff(old: ToolSpec, now: ToolSpec): readonly Change[] {
  const { report, all } = createChanges();
  const compare = createCompare(typesOf(old), typesOf(now));
  compareTools(old.tools, now.tools, { report, compare });
  compareService(old, now, report);
  for (const change of sharedSchemaChanges(old, now, compare)) report(change);
  const rank = (change: Change) => severities.indexOf(severityOf(change));
  return all().toSorted((a, b) => rank(a) - rank(b));
}
