import type { VirtualFile } from '../emit/emitter.js';
import { jsonText } from '../emit/text.js';
import type { Source } from '../source/source.js';
import { hash, type Lock, lockPath } from './lock.js';

/** What a run has read and made. */
export interface Run {
  readonly source: Source;
  readonly files: readonly VirtualFile[];
  readonly contracts: Lock['contracts'];
  /** The generator's version. */
  readonly generator: string;
}

/** The lock file of a run. */
export function lockFile({ source, files, contracts, generator }: Run): VirtualFile {
  const owned = files.filter((file) => file.ownership === 'generated');
  const lock: Lock = {
    generator,
    spec: hash(source.text),
    files: Object.fromEntries(owned.map((file) => [file.path, hash(file.content)])),
    contracts,
  };
  return { path: lockPath, content: jsonText(lock), ownership: 'generated' };
}
