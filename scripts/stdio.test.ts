import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, describe, expect, test } from 'vitest';

/** The shop as a local client starts it. */

const folder = mkdtempSync(join(tmpdir(), 'diglot-stdio-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = ['--import', 'tsx', '--conditions=diglot-source', 'scripts/stdio.ts'];
const env = { ...process.env, DATABASE_URL: `file:${join(folder, 'shop.db')}`, LOG_LEVEL: 'warn' };

/** Starts it. Whatever it prints is collected. */
function start(extra: Record<string, string> = {}, reading: 'reads' | 'silent log' | 'paused' = 'reads') {
  const child: ChildProcess = spawn(process.execPath, command, { env: { ...env, ...extra } });
  const printed = { stdout: '', stderr: '' };
  if (reading !== 'paused') {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed.stdout += text;
    });
  }
  if (reading !== 'silent log') {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed.stderr += text;
    });
  }
  child.stdin?.on('error', () => {});
  const ended = once(child, reading === 'reads' ? 'close' : 'exit').then(() => ({ ...printed, code: child.exitCode }));
  return { child, printed, ended };
}

const ping = (id: number) => `${JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' })}\n`;

test('a client of the SDK finds milk', async () => {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const inherited = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: command, env: Object.fromEntries(inherited) }),
  );
  const { tools } = await client.listTools();
  expect(tools).toHaveLength(6);
  const found = await client.callTool({ name: 'search_products', arguments: { query: 'milk', limit: 1 } });
  expect(JSON.stringify(found.structuredContent)).toMatch(/milk/i);
  const cart = await client.callTool({ name: 'view_cart', arguments: {} });
  expect(cart.isError).toBeUndefined();
  await client.close();
});

describe('the process', () => {
  test('answers what is due when stdin ends, and prints frames alone', async () => {
    const { child, ended } = start();
    child.stdin?.end(`not JSON\n${ping(1)}${ping(2)}`);
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const frames = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(frames).toMatchObject([{ id: null, error: { code: -32700 } }, { id: 1 }, { id: 2 }]);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends with exit code 0 on %s', async (signal) => {
    const { child, printed, ended } = start();
    child.stdin?.write(ping(1));
    await expect.poll(() => printed.stdout, { timeout: 15_000 }).toContain('"id":1');
    child.kill(signal);
    expect((await ended).code).toBe(0);
  });

  test('ends when nobody reads it any more', async () => {
    const { child, printed, ended } = start();
    child.stdin?.write(ping(1));
    await expect.poll(() => printed.stdout, { timeout: 15_000 }).toContain('"id":1');
    child.stdout?.destroy();
    child.stdin?.write(ping(2));
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('answers when nobody reads its log', async () => {
    const { child, printed } = start({ LOG_LEVEL: 'info' }, 'silent log');
    // Each is refused with a line of some 150 bytes: 3 MB, where a pipe holds 64 KB.
    const wrong = (id: number) => `${JSON.stringify({ jsonrpc: '2.0', id, method: 'no/such' })}\n`;
    child.stdin?.write(Array.from({ length: 20_000 }, (_, id) => wrong(id)).join('') + ping(20_000));
    await expect.poll(() => printed.stdout.includes('"id":20000'), { timeout: 20_000 }).toBe(true);
    child.stdin?.end();
    await expect.poll(() => child.exitCode, { timeout: 5000 }).toBe(0);
    child.stderr?.destroy();
  });

  test('takes no more than it can answer, and ends all the same, when nobody reads', async () => {
    const { child, ended } = start({}, 'paused');
    const list = (id: number) => `${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list' })}\n`;
    // Answers of some 400 MB in all, no two alike.
    child.stdin?.write(Array.from({ length: 40_000 }, (_, id) => list(id)).join(''));
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const kibibytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' }));
    expect(kibibytes).toBeLessThan(250_000);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  test.each([
    [{ ENTRA_TENANT_ID: 'contoso', ENTRA_CLIENT_ID: 'shop' }, /^Set DIGLOT_TOKEN to an access token/],
    [{ ENTRA_TENANT_ID: 'contoso' }, /^Set ENTRA_CLIENT_ID/],
    [{ DIGLOT_TOKEN: 'secret' }, /^Set ENTRA_TENANT_ID and ENTRA_CLIENT_ID/],
    [{ NODE_ENV: 'production' }, /^Set ENTRA_TENANT_ID and ENTRA_CLIENT_ID/],
    [
      { ENTRA_TENANT_ID: 'contoso', ENTRA_CLIENT_ID: 'shop', DIGLOT_TOKEN: 'secret' },
      /^DIGLOT_TOKEN: The access token is not accepted here/,
    ],
  ])('can not start with %j: one line and exit code 1', async (extra, want) => {
    const { child, ended } = start(extra);
    child.stdin?.end(ping(1));
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(want)]);
  });
});
