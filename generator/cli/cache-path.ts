import { createHash } from 'node:crypto';
import { join } from 'node:path';

/**
 * Path of a file of what may be forgotten at any time: uncommitted, and without harm if it is lost or wrong. Projects may
 * share their node_modules.
 */
export function cachePath(root: string, name: string): string {
  const project = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return join(root, 'node_modules/.cache/diglot', project, name);
}
