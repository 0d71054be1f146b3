import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../generator/test/services/ports.js';

/** `npm run dev` on a copy of the shop, whose files are saved, broken and mended. */

const root = mkdtempSync(join(tmpdir(), 'diglot-dev-'));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
let dev: ChildProcess;
let url: string;
let said = '';

beforeAll(async () => {
  for (const name of ['spec', 'generated', 'handlers', 'scripts/dev.ts', 'scripts/serve.ts', 'package.json']) {
    cpSync(name, join(root, name), { recursive: true });
  }
  for (const name of ['node_modules', 'generator', 'tsconfig.json'])
    symlinkSync(join(process.cwd(), name), join(root, name));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, PORT: String(port), DATABASE_URL: `file:${join(root, 'shop.db')}`, NO_COLOR: '1' };
  const command = ['--import', 'tsx', '--conditions=diglot-source', 'scripts/dev.ts'];
  dev = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [dev.stdout, dev.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk));
});

afterAll(() => {
  dev.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** What the server says of the tool view_cart; undefined while there is none. */
async function summary(): Promise<string | undefined> {
  try {
    const document = await (await fetch(`${url}/.well-known/openapi.json`)).json();
    return document.paths['/tools/view_cart'].post.summary;
  } catch {
    return undefined;
  }
}

const patience = { timeout: 30_000, interval: 50 };
const served = (title: string) => expect.poll(summary, patience).toBe(title);
const hears = (text: string | RegExp) => expect.poll(() => said, patience).toMatch(text);

describe('npm run dev', () => {
  const spec = readFileSync('spec/tools.yaml', 'utf8');
  const handler = readFileSync('handlers/view_cart.ts', 'utf8');
  const titled = (title: string) => spec.replace('title: View cart', `title: ${title}`);

  test('serves, and follows a save of the spec', async () => {
    await served('View cart');
    write('spec/tools.yaml', titled('See cart'));
    await served('See cart');
    expect(said).toContain('Generated in ');
  }, 60_000);

  test('goes on serving when the spec is broken, and shows why', async () => {
    write('spec/tools.yaml', titled('See cart').replace('effect: read', 'efect: read'));
    await hears('spec/unknown-key');
    expect(await summary()).toBe('See cart');
    write('spec/tools.yaml', titled('My cart'));
    await served('My cart');
  }, 60_000);

  test('goes on serving when a handler is broken, and shows why', async () => {
    write('handlers/view_cart.ts', `${handler}\n}}`);
    await hears(/view_cart\.ts[\s\S]*The last good one goes on/);
    expect(await summary()).toBe('My cart');
    write('handlers/view_cart.ts', handler);
    await hears(/The last good one goes on[\s\S]*answers again at/);
    expect(await summary()).toBe('My cart');
  }, 60_000);

  test('names a handler that no longer fits, with the error', async () => {
    const block = /(\n {2}view_cart:[\s\S]*?)\n {4}output: [\s\S]*?\n\n/;
    const output = '{ type: object, properties: { items: { type: integer } }, required: [items] }';
    write('spec/tools.yaml', titled('The cart').replace(block, `$1\n    output: ${output}\n\n`));
    await served('The cart');
    await hears(
      /changed handlers\/view_cart\.ts: it no longer fits its contract\n +handlers\/view_cart\.ts:6:\d+ .*items/,
    );
  }, 60_000);

  test('ends all that it has started', async () => {
    dev.kill('SIGTERM');
    await once(dev, 'exit');
    expect(dev.exitCode).toBe(0);
    expect(await summary()).toBeUndefined();
    expect(read('generated/mcp.json')).toContain('The cart');
  }, 30_000);
});
