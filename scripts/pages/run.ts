import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { freePort } from '../../generator/test/services/ports.js';
import { launchBrowser } from '../interop/browser.js';
import { runChecks } from '../interop/report.js';
import { startShop } from '../interop/shop-process.js';
import { createVisitor } from '../interop/visitor.js';
import { driveConnect, driveOutage } from './connect.js';
import { actionOf, driveDocs, driveDocsByKeyboard, driveStrangerInDocs } from './docs.js';
import { assertReadable, visit } from './visit.js';

// The pages of a real shop process in Chromium, as people use them: npm run try:pages. Pictures: node_modules/.cache/pages/

const folder = mkdtempSync(join(tmpdir(), 'diglot-pages-'));
const shop = await startShop({ port: await freePort(), folder });
const browser = await launchBrowser();

type Look = { readonly colorScheme: 'light' | 'dark'; readonly width: number };

const optionsOf = ({ colorScheme, width }: Look): BrowserContextOptions => ({
  ...{ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' },
});

/** Looks at both pages as they open. */
async function readPages(look: Look): Promise<void> {
  const suffix = `${look.colorScheme}-${look.width}`;
  const home = await visit(browser, `${shop.url}/`, optionsOf(look));
  await home.page.getByText('Answers, and asks for sign-in').waitFor();
  await assertReadable(home.page, `home-${suffix}`);
  await home.end();
  const docs = await visit(browser, `${shop.url}/docs`, optionsOf(look));
  await actionOf(docs.page, 'search_products').waitFor();
  await assertReadable(docs.page, `docs-${suffix}`);
  await docs.end();
}

/** Looks at the documentation while a call is tried out, and at what asks to sign in. */
async function readTrial(look: Look): Promise<void> {
  const suffix = `${look.colorScheme}-${look.width}`;
  const { page, end } = await visit(browser, `${shop.url}/docs`, optionsOf(look));
  await actionOf(page, 'search_products').click();
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.locator('.live-responses-table').waitFor();
  await assertReadable(page, `docs-tried-${suffix}`);
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.getByRole('dialog').waitFor();
  await assertReadable(page, `docs-sign-in-${suffix}`);
  await end();
}

await runChecks('pages', {
  'both pages are readable in light on 1280 px': () => readPages({ colorScheme: 'light', width: 1280 }),
  'both pages are readable in light on 390 px': () => readPages({ colorScheme: 'light', width: 390 }),
  'both pages are readable in dark on 1280 px': () => readPages({ colorScheme: 'dark', width: 1280 }),
  'both pages are readable in dark on 390 px': () => readPages({ colorScheme: 'dark', width: 390 }),
  'GET /docs stays readable while it is used, in light on 390 px': () =>
    readTrial({ colorScheme: 'light', width: 390 }),
  'GET /docs stays readable while it is used, in dark on 1280 px': () =>
    readTrial({ colorScheme: 'dark', width: 1280 }),
  'GET / copies by keyboard and says how each surface stands': () => driveConnect(browser, shop),
  'GET /docs works by keyboard': () => driveDocsByKeyboard(browser, shop),
  'GET /docs shows the refusal of a call without sign-in': () => driveStrangerInDocs(browser, shop),
  'GET /docs signs in with PKCE and calls': async () =>
    driveDocs(browser, shop.url, await createVisitor(shop, 'ada', 2)),
  'GET /docs signs in under the name localhost too': async () =>
    driveDocs(browser, shop.url.replace('127.0.0.1', 'localhost'), await createVisitor(shop, 'bob', 3)),
  'GET / notices that the server is gone': () => driveOutage(browser, shop),
});
await browser.close();
await shop.stop();
rmSync(folder, { recursive: true, force: true });
