import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../generator/test/services/ports.js';
import { driveApplication, driveGptAction, driveStranger, preRegistered } from './applications.js';
import { startDepot } from './depot.js';
import { driveInspectorPage } from './inspector-page.js';
import { driveMcpRemote } from './mcp-remote.js';
import { runChecks } from './report.js';
import { modern, sdk, signIn } from './sdk-sign-in.js';
import { startShop } from './shop-process.js';
import { createVisitor } from './visitor.js';

// Whole sign-ins on the local issuer, its page included, against a real shop process: npm run interop:sign-in.

const folder = mkdtempSync(join(tmpdir(), 'diglot-sign-in-'));
const port = await freePort();
const shop = await startShop({ port, folder });
const configFolder = (name: string) => mkdtempSync(join(folder, `${name}-`));

await runChecks('sign-in', {
  'SDK client registers, signs in and refreshes on /mcp': async () =>
    signIn(sdk(`${shop.url}/mcp`, 'Streamable HTTP'), await createVisitor(shop, 'ada', 2)),
  'SDK client registers, signs in and refreshes on legacy SSE': async () =>
    signIn(sdk(`${shop.url}/sse`, 'SSE'), await createVisitor(shop, 'bob', 3)),
  'client 2.x registers, signs in and refreshes on /mcp': async () =>
    signIn(modern(`${shop.url}/mcp`), await createVisitor(shop, 'cleo', 4)),
  'SDK client with a pre-registered id and secret signs in and refreshes on /mcp': async () => {
    const visitor = await createVisitor(shop, 'dora', 5);
    await signIn(sdk(`${shop.url}/mcp`, 'Streamable HTTP'), visitor, preRegistered(folder, port));
  },
  "a GPT's actions sign in by openapi.json": async () =>
    driveGptAction(
      `${shop.url}/.well-known/openapi.json`,
      preRegistered(folder, port),
      await createVisitor(shop, 'eve', 6),
    ),
  "a GPT's actions sign in by openapi-3.1.json": async () =>
    driveGptAction(
      `${shop.url}/.well-known/openapi-3.1.json`,
      preRegistered(folder, port),
      await createVisitor(shop, 'hal', 9),
    ),
  'mcp-remote signs in and comes back on /sse': async () =>
    driveMcpRemote(`${shop.url}/sse`, configFolder('sse'), await createVisitor(shop, 'finn', 7)),
  'mcp-remote signs in and comes back on /mcp': async () =>
    driveMcpRemote(`${shop.url}/mcp`, configFolder('mcp'), await createVisitor(shop, 'gus', 8)),
  "the inspector's page signs in and calls on /mcp": async () =>
    driveInspectorPage(`${shop.url}/mcp`, configFolder('inspector'), await createVisitor(shop, 'ivy', 10)),
  'an application acts for itself, where the tool lets it': async () => {
    const depot = await startDepot();
    await driveApplication(depot).finally(() => depot.stop());
  },
  "an application gets a 403 at each of the shop's tools": async () => driveStranger(shop, preRegistered(folder, port)),
});
await shop.stop();
rmSync(folder, { recursive: true, force: true });
// A client that failed may have left a process behind that holds a pipe open.
process.exit();
