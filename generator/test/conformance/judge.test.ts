import { expect, test } from 'vitest';
import { type Check, judge, type Outcome } from './judge.js';

const check = (id: string, status: Check['status']): Check => ({ id, status });
const met = check('a', 'SUCCESS');
const failed: Check = { id: 'b', status: 'FAILURE', errorMessage: 'no b' };
const wire = check('wire-schema-valid', 'SUCCESS');
const list = (...entries: string[]) => [{ reason: 'why', entries }];

/** What is wrong with one scenario named `s`, and which entries are stale. */
function judged(checks: readonly Check[], ...entries: string[]) {
  const outcomes: Outcome[] = [{ scenario: 's', checks }];
  const { verdicts, stale } = judge(outcomes, list(...entries));
  return { problems: verdicts[0]?.problems, inapplicable: verdicts[0]?.inapplicable, stale };
}

test.each([
  ['all met', [met, wire], [], { problems: [], inapplicable: false, stale: [] }],
  ['a failure', [met, failed], [], { problems: ['FAILURE b no b'], inapplicable: false, stale: [] }],
  ['a warning', [met, check('b', 'WARNING')], [], { problems: ['WARNING b'], inapplicable: false, stale: [] }],
  ['a skipped check', [met, check('b', 'SKIPPED')], [], { problems: ['SKIPPED b'], inapplicable: false, stale: [] }],
  [
    'nothing verified',
    [check('a', 'INFO'), wire],
    [],
    { problems: ['verified nothing'], inapplicable: false, stale: [] },
  ],
  ['a crash', [], [], { problems: ['did not come to its end'], inapplicable: false, stale: [] }],
  ['a crash, listed', [], ['s'], { problems: ['did not come to its end'], inapplicable: true, stale: [] }],
  ['a failure in a listed scenario', [met, failed], ['s'], { problems: [], inapplicable: true, stale: [] }],
  ['nothing verified, listed', [check('a', 'INFO'), wire], ['s'], { problems: [], inapplicable: true, stale: [] }],
  [
    'a broken message in a listed scenario',
    [failed, check('wire-schema-valid', 'FAILURE')],
    ['s'],
    { problems: ['FAILURE wire-schema-valid'], inapplicable: true, stale: [] },
  ],
  ['a listed check', [met, failed], ['s:b'], { problems: [], inapplicable: false, stale: [] }],
  [
    'another than the listed check',
    [met, failed],
    ['s:c'],
    { problems: ['FAILURE b no b'], inapplicable: false, stale: ['s:c'] },
  ],
  ['a listed scenario that passes', [met, wire], ['s'], { problems: [], inapplicable: false, stale: ['s'] }],
  ['a listed check that is met', [met], ['s:a'], { problems: [], inapplicable: false, stale: ['s:a'] }],
  ['a listed scenario that was not run', [met], ['t'], { problems: [], inapplicable: false, stale: ['t'] }],
] as const)('%s', (_name, checks, entries, want) => {
  expect(judged(checks, ...entries)).toEqual(want);
});
