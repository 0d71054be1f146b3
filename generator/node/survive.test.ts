import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const script = `
  import { surviveStrayFailures } from '${new URL('./survive.ts', import.meta.url).href}';
  const log = { error: ({ err }, message) => console.log(message, err.message) };
  surviveStrayFailures(log);
  Promise.reject(new Error('one'));
  const stop = new AbortController();
  stop.signal.addEventListener('abort', () => { throw new Error('two'); });
  stop.abort();
  setTimeout(() => console.log('still here'), 50);
`;

it('keeps the process up', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    encoding: 'utf8',
    timeout: 15_000,
  });
  expect({ status, lines: stdout.trimEnd().split('\n').sort() }).toEqual({
    status: 0,
    lines: ['a listener or a timer failed two', 'a promise failed that nobody waits for one', 'still here'],
  });
});
