import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { ShopProcess } from '../interop/shop-process.js';
import { visit } from './visit.js';

/** Copies every value of `GET /` with the keyboard alone, and reads what the page says of each surface. */
export async function driveConnect(browser: Browser, shop: ShopProcess): Promise<void> {
  const { page, end } = await visit(browser, `${shop.url}/`, { permissions: ['clipboard-read', 'clipboard-write'] });
  const copied: string[] = [];
  for (let stop = await nextStop(page); stop !== 'BODY'; stop = await nextStop(page)) {
    if (!stop.startsWith('Copy')) continue;
    await page.keyboard.press('Enter');
    await page.getByText(/^Copied/).waitFor();
    copied.push(await page.evaluate(() => navigator.clipboard.readText()));
  }
  assert.deepEqual(copied, [
    `${shop.url}/.well-known/openapi-3.1.json`,
    `${shop.url}/.well-known/openapi.json`,
    `${shop.url}/sse`,
    `${shop.url}/mcp`,
  ]);
  await expectStates(page, ['Answers with 6 actions', 'Answers, and asks for sign-in', 'Answers']);
  await end();
}

/** Stops the shop under an open page, which then says so. */
export async function driveOutage(browser: Browser, shop: ShopProcess): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${shop.url}/`);
  await expectStates(page, ['Answers with 6 actions', 'Answers, and asks for sign-in', 'Answers']);
  await shop.stop();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expectStates(page, ['Does not answer', 'Does not answer', 'Does not answer']);
  await context.close();
}

/** The element that Tab leads to: its text, or BODY at the end. */
async function nextStop(page: Page): Promise<string> {
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const { activeElement } = document;
    return activeElement === null || activeElement === document.body ? 'BODY' : (activeElement.textContent ?? '');
  });
}

async function expectStates(page: Page, expected: readonly string[]): Promise<void> {
  const states = page.locator('[data-check]');
  for (const [index, text] of expected.entries()) {
    await states
      .nth(index)
      .and(page.getByText(text, { exact: true }))
      .waitFor();
  }
}
