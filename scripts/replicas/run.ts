import { setTimeout as later } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../../generator/test/whole-number.js';
import { runChecks } from '../interop/report.js';
import { clientChecks } from './clients.js';
import { openStage, type Stage } from './stage.js';
import { report, withTraffic } from './traffic.js';

// Three replicas of the built shop behind nginx: npm run replicas. Real clients, load, one replica killed under load, and
// all of them restarted under load (npm run restarts -- --runs 30). Nothing may be wrong, lost or doubled.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2' },
    'load-seconds': { type: 'string', default: '5' },
    /** Leaves out clients that come through npx. */
    quick: { type: 'boolean', default: false },
    /** Only the restarts. */
    'restarts-only': { type: 'boolean', default: false },
  },
});
const runs = wholeNumber(values.runs);
const loadMs = wholeNumber(values['load-seconds']) * 1000;

const stage = await openStage();
try {
  const isRight = values['restarts-only'] ? await restart(stage) : await runAll(stage);
  if (!isRight) {
    process.exitCode = 1;
    for (const line of stage.complaints().slice(-10)) process.stdout.write(`nginx: ${line}\n`);
  }
} finally {
  await stage.close();
}

async function runAll(on: Stage): Promise<boolean> {
  await runChecks('clients through nginx', clientChecks(on.url, await on.mint('visitor'), values.quick));
  const verdicts = [process.exitCode === 0, await load(on), await kill(on), await restart(on)];
  return verdicts.every((isRight) => isRight);
}

async function load(on: Stage): Promise<boolean> {
  const verdict = await withTraffic(on, 'load', () => later(loadMs));
  const { retried, failed, reconnected, acknowledged } = verdict;
  return report('load through nginx', verdict, {
    'no call is sent twice': retried === 0 && failed === 0 && reconnected === 0,
    'something is added': acknowledged > 0,
  });
}

/** All of them in turn, so that every stream that is open at first is cut. */
async function kill(on: Stage): Promise<boolean> {
  const verdict = await withTraffic(on, 'kill', async () => {
    for (const victim of on.replicas) {
      await later(loadMs / 5);
      await victim.kill();
      await later(loadMs / 5);
      await victim.start();
    }
  });
  return report('a replica killed under load, three times', verdict, {
    'streams of the killed replicas are opened again': verdict.reconnected > 0,
  });
}

async function restart(on: Stage): Promise<boolean> {
  const began = performance.now();
  const verdict = await withTraffic(on, 'restart', async () => {
    for (let run = 0; run < runs; run++) {
      for (const replica of on.replicas) {
        await replica.stop();
        await replica.start();
      }
    }
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  return report(`${runs} rolling restarts of ${on.replicas.length} replicas under load in ${seconds} s`, verdict, {
    'no call fails for a client that retries once': verdict.failed === 0,
    'streams are opened again': verdict.reconnected > 0,
  });
}
