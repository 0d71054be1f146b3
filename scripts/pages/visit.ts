import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core';

/** A page that is watched. */
export interface Visit {
  readonly page: Page;
  /** Fails when anything was asked of another origin than the site's and `origins`, or the browser complained. */
  end(...origins: readonly string[]): Promise<void>;
}

/** Opens a page of the site at `base`, popups watched too. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  const complaints: string[] = [];
  const asked = new Set<string>();
  context.on('request', (request) => asked.add(new URL(request.url()).origin));
  context.on('console', (message) => {
    if (/error|warning/.test(message.type()) && !isRefusal(message)) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  return {
    page,
    async end(...origins) {
      await context.close();
      assert.deepEqual(complaints, []);
      assert.deepEqual([...asked].toSorted(), [new URL(url).origin, ...origins].toSorted());
    },
  };
}

/** Without a token a call is refused, which the browser notes; the pages expect that. */
function isRefusal(message: ConsoleMessage): boolean {
  return /status of 401/.test(message.text()) && /\/(mcp|tools\/\w+)$/.test(message.location().url);
}

/** Fails with what axe finds, or when the page is wider than the screen; leaves a picture. */
export async function assertReadable(page: Page, name: string): Promise<void> {
  await page.evaluate(axe.source);
  // Its preloading would fetch style sheets, which a policy as strict as the pages' forbids.
  const found: unknown = await page.evaluate(
    `axe.run(document, { preload: false, resultTypes: ['violations'] }).then(({ violations, passes }) => ({
      faults: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 150)).join(' | ')),
      held: passes.length,
    }))`,
  );
  const { faults, held } = found as { readonly faults: readonly string[]; readonly held: number };
  await page.screenshot({ path: `node_modules/.cache/pages/${name}.png` });
  assert.deepEqual(faults, [], name);
  assert.ok(held > 15, `${name}: axe looked at ${held} rules only`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`);
}
