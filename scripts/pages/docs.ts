import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import type { ShopProcess } from '../interop/shop-process.js';
import type { Visitor } from '../interop/visitor.js';
import { assertReadable, visit } from './visit.js';

/** Signs in on `GET /docs` as a person does, and tries view_cart out. */
export async function driveDocs(browser: Browser, url: string, { user, cart }: Visitor): Promise<void> {
  const { page, end } = await visit(browser, `${url}/docs`);
  await page.getByRole('button', { name: 'Authorize' }).click();
  const dialog = page.getByRole('dialog');
  const opened = page.waitForEvent('popup');
  await dialog.getByRole('button', { name: 'Authorize' }).click();
  const popup = await opened;
  await popup.getByLabel('Sign in as').fill(user);
  const issuer = new URL(popup.url()).origin;
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: 'Allow' }).click();
  await closed;
  await dialog.getByRole('button', { name: 'Logout' }).waitFor();
  await assertReadable(page, `docs-signed-in-as-${user}`);
  await page.keyboard.press('Escape');
  assert.deepEqual(await tryOut(page), { status: '200', body: cart });
  await end(issuer);
}

/** Calls without signing in, which is refused. */
export async function driveStrangerInDocs(browser: Browser, shop: ShopProcess): Promise<void> {
  const { page, end } = await visit(browser, `${shop.url}/docs`);
  const { status, body } = await tryOut(page);
  assert.equal(status, '401');
  assert.match(JSON.stringify(body), /"code":"unauthenticated"/);
  await end();
}

/** Goes through the page with the keyboard: an operation opens, and the dialog keeps the focus until it is left. */
export async function driveDocsByKeyboard(browser: Browser, shop: ShopProcess): Promise<void> {
  const { page, end } = await visit(browser, `${shop.url}/docs`);
  await actionOf(page, 'view_cart').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Try it out' }).waitFor();
  const authorize = page.getByRole('button', { name: 'Authorize' });
  await authorize.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  const isInside = () => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);
  for (let turn = 0; turn < 30; turn += 1) {
    assert.ok(await isInside(), `the focus left the dialog after ${turn} turns`);
    await page.keyboard.press(turn < 15 ? 'Tab' : 'Shift+Tab');
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.ok(await authorize.evaluate((button) => button === document.activeElement));
  await end();
}

/** What opens a tool's part of the page. */
export function actionOf(page: Page, tool: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^POST \\W*tools\\W+${tool}\\b`) });
}

async function tryOut(page: Page): Promise<{ readonly status: string | null; readonly body: unknown }> {
  await actionOf(page, 'view_cart').click();
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('button', { name: 'Execute' }).click();
  const answer = page.locator('.live-responses-table .response');
  const status = await answer.locator('.response-col_status').textContent();
  const body: unknown = JSON.parse((await answer.locator('.highlight-code code').first().textContent()) ?? '');
  return { status, body };
}
