import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { percentiles } from '../../generator/test/mcp-load/percentiles.js';
import { freePort } from '../../generator/test/services/ports.js';
import { wholeNumber } from '../../generator/test/whole-number.js';
import { openDatabase } from '../../handlers/shop/database.js';
import { startSharedIssuer } from '../replicas/issuer.js';
import { createReplica } from '../replicas/replica.js';
import { senderTo, shopWays } from '../replicas/ways.js';
import { watchMemory } from './memory.js';
import { openSessions } from './sessions.js';
import { createShopper, type Shopper } from './shoppers.js';
import { asFastAsPossible, atRate } from './traffic.js';

// The built shop for a long time: npm run soak. 2,000 people listen on GET /sse while others call over every way, one call
// in twenty a checkout, at half of what the machine does at most. No call may fail, and memory may not grow.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    /** Half an hour. */
    long: { type: 'boolean', default: false },
    sessions: { type: 'string', default: '2000' },
  },
});
const minutes = values.long ? 30 : wholeNumber(values.minutes);
const sessionCount = wholeNumber(values.sessions);

/** Below the server's limit of streams for one person. */
const sessionsOfOne = 40;
const shoppersPerWay = 6;
const calibrationMs = 8000;
/** A stream hears a comment every 15 s. */
const silentMs = 20_000;
const limits = { memoryMib: 512, slopeMibPerMinute: 1 };
/** Below this a slope is that of a heap that has not found its size yet. */
const fewestMinutes = 10;

const folder = mkdtempSync(join(tmpdir(), 'diglot-soak-'));
const databaseUrl = `file:${join(folder, 'shop.db')}`;
const issuer = await startSharedIssuer();
const port = await freePort();
const server = createReplica({
  port,
  nodeOptions: issuer.nodeOptions,
  env: { ...issuer.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' },
});
try {
  process.exitCode = (await soak()) ? 0 : 1;
} finally {
  await server.kill();
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
}

async function soak(): Promise<boolean> {
  await server.start();
  const products = await fillShelves();
  const listeners = await Promise.all(
    Array.from({ length: Math.ceil(sessionCount / sessionsOfOne) }, (_, index) => issuer.mint(`listener ${index}`)),
  );
  const tokens = Array.from({ length: sessionCount }, (_, index) => listeners[index % listeners.length] ?? '');
  const sessions = await openSessions(port, tokens);
  const shoppers = await Promise.all(
    shopWays.flatMap((way) =>
      Array.from({ length: shoppersPerWay }, async (_, index): Promise<Shopper> => {
        const name = `${way.name}, ${index}`;
        const sender = senderTo(`http://127.0.0.1:${port}`);
        return createShopper({ name, way, sender, products, token: await issuer.mint(name) });
      }),
    ),
  );
  const most = await asFastAsPossible(shoppers, calibrationMs);
  const perSecond = most.perSecond / 2;
  say(
    `${sessionCount} sessions open; at most ${most.perSecond.toFixed(0)} calls/s, now ${perSecond.toFixed(0)}/s for ${minutes} min`,
  );
  const memory = watchMemory(server.pid(), (minutes * 60_000) / 3);
  const progress = setInterval(() => say(`  ${sessions.lost()} sessions lost so far`), 60_000);
  const traffic = await atRate(shoppers, { perSecond, milliseconds: minutes * 60_000 });
  clearInterval(progress);
  const { most: mostMib, slope } = memory.stop();
  const heard = sessions.heardWithin(silentMs);
  sessions.close();
  await Promise.all(shoppers.map((shopper) => shopper.close()));
  const errors = [...most.errors, ...traffic.errors];
  say(
    `${traffic.calls} calls at ${traffic.perSecond.toFixed(0)}/s, ${errors.length} errors, ${percentiles(traffic.latencies)}; ` +
      `${sessions.lost()} sessions lost, ${heard} of ${sessionCount} heard; ` +
      `memory ${mostMib.toFixed(0)} MiB at most, ${slope.toFixed(2)} MiB/min`,
  );
  for (const error of errors.slice(0, 5)) say(`  ${error}`);
  const unmet = [
    ...(errors.length > 0 ? ['0 errors'] : []),
    ...(sessions.lost() > 0 || heard < sessionCount ? ['no session lost or silent'] : []),
    ...(mostMib > limits.memoryMib ? [`memory under ${limits.memoryMib} MiB`] : []),
    ...(minutes >= fewestMinutes && !(slope < limits.slopeMibPerMinute)
      ? [`memory grows by less than ${limits.slopeMibPerMinute} MiB/min`]
      : []),
  ];
  if (minutes < fewestMinutes) say(`Too short to hold the slope against ${limits.slopeMibPerMinute} MiB/min.`);
  for (const demand of unmet) say(`not met: ${demand}`);
  say(`soak: ${unmet.length === 0 ? 'ok' : 'FAILED'}`);
  return unmet.length === 0;
}

/** Gives some products a stock that does not run out; their ids. */
async function fillShelves(): Promise<readonly string[]> {
  const db = await openDatabase(databaseUrl);
  await db.updateTable('products').set({ stock: 1_000_000_000 }).execute();
  const rows = await db.selectFrom('products').select('id').orderBy('id').limit(20).execute();
  await db.destroy();
  return rows.map(({ id }) => id);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
