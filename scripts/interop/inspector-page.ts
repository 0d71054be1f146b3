import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from 'playwright-core';
import { freePort } from '../../generator/test/services/ports.js';
import { launchBrowser } from './browser.js';
import { toolNames } from './clients.js';
import { readUntil } from './process-output.js';
import type { Visitor } from './visitor.js';

/** The inspector's web page, in Chromium. */

const inspector = '@modelcontextprotocol/inspector@2.12.0';

/** Starts the inspector on `url`, with its files in `folder`, and a browser; signs in there and calls view_cart. */
export async function driveInspectorPage(url: string, folder: string, visitor: Visitor): Promise<void> {
  const browser = await launchBrowser();
  const child = spawn('npx', ['-y', inspector, '--web', '--transport', 'http', '--server-url', url], {
    cwd: folder,
    env: {
      ...process.env,
      ...{ MCP_STORAGE_DIR: folder, MCP_INSPECTOR_SECRET_STORE: 'memory' },
      ...{ CLIENT_PORT: String(await freePort()), MCP_AUTO_OPEN_ENABLED: 'false' },
    },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(await readUntil(child, /(http:\/\/127\.0\.0\.1:\d+\?MCP_INSPECTOR_API_TOKEN=\w+)/));
    await connect(page, visitor).catch(async (error: unknown) => {
      await page.screenshot({ path: 'node_modules/.cache/interop-inspector.png' });
      throw error;
    });
  } finally {
    await browser.close();
    await endGroup(child);
  }
}

async function connect(page: Page, { user, cart }: Visitor): Promise<void> {
  await page.getByRole('switch').click({ force: true });
  await page.getByLabel('Sign in as').fill(user);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.getByText('Tools', { exact: true }).click();
  for (const name of toolNames) await page.getByText(name, { exact: true }).waitFor({ state: 'attached' });
  await page.getByText('View cart').click();
  await page.getByRole('button', { name: 'Execute Tool' }).click();
  await page.getByText('Structured Output').waitFor();
  const shown = (await page.locator('body').textContent()) ?? '';
  assert.ok(withoutSpace(shown).includes(withoutSpace(JSON.stringify(cart))), shown);
}

/** The page breaks and indents what it shows. */
function withoutSpace(text: string): string {
  return text.replace(/\s/g, '');
}

/** Ends a detached process and those it started: npx passes no signal on. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid);
  await ended;
}
