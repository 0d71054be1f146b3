import { compare, inc, prerelease, valid } from 'semver';
import type { Severity } from './page.js';

/** Whether a version carries the changes since another. */
export interface VersionVerdict {
  readonly from: string;
  readonly to: string;
  /** The lowest version that carries them. */
  readonly needed: string;
  readonly isCarried: boolean;
}

/**
 * Holds the version of a spec against what changed since `from` (Semantic Versioning 2.0.0). Before 1.0.0 what breaks asks
 * for a minor version and the rest for a patch; behind a pre-release any later version will do, since it promises nothing.
 * A pre-release of the needed version carries the changes too.
 */
export function judgeVersion(from: string, to: string, severity: Severity | undefined): VersionVerdict {
  // Numbers that are too large to compare: all that can be told is whether the version is another.
  if (valid(from) === null || valid(to) === null) {
    return { from, to, needed: from, isCarried: severity === undefined || from !== to };
  }
  const needed = severity === undefined ? from : next(from, severity);
  const target = severity !== undefined && prerelease(from) === null ? `${needed}-0` : needed;
  return { from, to, needed, isCarried: compare(to, target) >= 0 };
}

function next(from: string, severity: Severity): string {
  if (prerelease(from) !== null) return inc(from, 'prerelease') ?? from;
  const isEarly = from.startsWith('0.');
  return inc(from, isEarly ? (severity === 'major' ? 'minor' : 'patch') : severity) ?? from;
}
