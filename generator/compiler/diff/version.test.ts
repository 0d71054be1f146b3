import { expect, test } from 'vitest';
import type { Severity } from './page.js';
import { judgeVersion } from './version.js';

test.each<readonly [from: string, to: string, severity: Severity | undefined, needed: string, isCarried: boolean]>([
  ['1.2.3', '1.2.3', undefined, '1.2.3', true],
  ['1.2.3', '1.2.2', undefined, '1.2.3', false],
  ['1.2.3', '1.2.3', 'patch', '1.2.4', false],
  ['1.2.3', '1.2.4', 'patch', '1.2.4', true],
  ['1.2.3', '1.2.4', 'minor', '1.3.0', false],
  ['1.2.3', '1.3.0', 'minor', '1.3.0', true],
  ['1.2.3', '1.9.0', 'major', '2.0.0', false],
  ['1.2.3', '2.0.0', 'major', '2.0.0', true],
  ['1.2.3', '2.0.0-rc.1', 'major', '2.0.0', true],
  ['1.2.3', '10.0.0', 'major', '2.0.0', true],
  ['1.2.3+a', '1.2.3+b', 'patch', '1.2.4', false],
  // Before 1.0.0.
  ['0.4.1', '0.4.2', 'major', '0.5.0', false],
  ['0.4.1', '0.5.0', 'major', '0.5.0', true],
  ['0.4.1', '0.4.2', 'minor', '0.4.2', true],
  ['0.4.1', '1.0.0', 'major', '0.5.0', true],
  // Behind a pre-release.
  ['2.0.0-rc.1', '2.0.0-rc.1', 'major', '2.0.0-rc.2', false],
  ['2.0.0-rc.1', '2.0.0-rc.2', 'major', '2.0.0-rc.2', true],
  ['2.0.0-rc.1', '2.0.0', 'major', '2.0.0-rc.2', true],
  // Too large to compare.
  ['99999999999999999999.0.0', '1.0.0', 'major', '99999999999999999999.0.0', true],
  ['99999999999999999999.0.0', '99999999999999999999.0.0', 'major', '99999999999999999999.0.0', false],
])('%s to %s with %s', (from, to, severity, needed, isCarried) => {
  expect(judgeVersion(from, to, severity)).toEqual({ from, to, needed, isCarried });
});
