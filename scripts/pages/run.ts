import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { freePort } from '../../generator/test/services/ports.js';
import { launchBrowser } from '../interop/browser.js';
import { runChecks } from '../interop/report.js';
import { startShop } from '../interop/shop-process.js';
import { createVisitor } from '../interop/visitor.js';
import { driveConnect, driveOutage } from './connect.js';
import { driveDocs, driveDocsByKeyboard, driveStrangerInDocs } from './docs.js';
import { assertReadable, visit } from './visit.js';

// The pages of a real shop process in Chromium, as people use them: npm run try:pages. Pictures: node_modules/.cache/pages/

const folder = mkdtempSync(join(tmpdir(), 'diglot-pages-'));
const shop = await startShop({ port: await freePort(), folder });
const browser = await launchBrowser();

/** Looks at both pages in every state that a person meets. */
async function readPages(colorScheme: 'light' | 'dark', width: number): Promise<void> {
  const options: Parameters<Browser['newContext']>[0] = { colorScheme, viewport: { width, height: 900 } };
  const of = (name: string) => `${name}-${colorScheme}-${width}`;
  const home = await visit(browser, `${shop.url}/`, options);
  await home.page.getByText('Answers, and asks for sign-in').waitFor();
  await assertReadable(home.page, of('home'));
  await home.end();
  const docs = await visit(browser, `${shop.url}/docs`, options);
  const { page } = docs;
  await page
    .getByRole('button', { name: /search_products/ })
    .first()
    .waitFor();
  await assertReadable(page, of('docs'));
  await page
    .getByRole('button', { name: /search_products/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.locator('.live-responses-table').waitFor();
  await assertReadable(page, of('docs-tried'));
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.getByRole('dialog').waitFor();
  await assertReadable(page, of('docs-sign-in'));
  await docs.end();
}

await runChecks('pages', {
  'both pages are readable in light on 1280 px': () => readPages('light', 1280),
  'both pages are readable in light on 390 px': () => readPages('light', 390),
  'both pages are readable in dark on 1280 px': () => readPages('dark', 1280),
  'both pages are readable in dark on 390 px': () => readPages('dark', 390),
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
