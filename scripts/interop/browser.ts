import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where the machine's packages put it. */
const browsers = ['/usr/bin/chromium', '/usr/bin/google-chrome'];
const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Starts Chromium: the machine's, or that at CHROMIUM. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? browsers.find((path) => existsSync(path));
  assert.ok(executablePath, `There is no ${browsers.join(' or ')}: set CHROMIUM to a browser's path.`);
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet] });
}
