import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../generator/test/services/ports.js';
import { type DevProcess, startDev } from './dev-process.js';

let dev: DevProcess;
beforeAll(async () => {
  dev = startDev(await freePort());
});
afterAll(() => dev.remove());

const patience = { timeout: 30_000, interval: 50 };
const served = (title: string) => expect.poll(dev.summary, patience).toBe(title);
const hears = (text: string | RegExp) => expect.poll(dev.said, patience).toMatch(text);

describe('npm run dev', () => {
  const spec = readFileSync('spec/tools.yaml', 'utf8');
  const handler = readFileSync('handlers/view_cart.ts', 'utf8');
  const titled = (title: string) => spec.replace('title: View cart', `title: ${title}`);

  test('serves, and follows a save of the spec', async () => {
    await served('View cart');
    dev.write('spec/tools.yaml', titled('See cart'));
    await served('See cart');
    expect(dev.said()).toContain('Generated in ');
  }, 60_000);

  test('goes on serving when the spec is broken, and shows why', async () => {
    dev.write('spec/tools.yaml', titled('See cart').replace('effect: read', 'efect: read'));
    await hears('spec/unknown-key');
    expect(await dev.summary()).toBe('See cart');
    dev.write('spec/tools.yaml', titled('My cart'));
    await served('My cart');
  }, 60_000);

  test('goes on serving when a handler is broken, and shows why', async () => {
    dev.write('handlers/view_cart.ts', `${handler}\n}}`);
    await hears(/view_cart\.ts[\s\S]*The last good one goes on/);
    expect(await dev.summary()).toBe('My cart');
    dev.write('handlers/view_cart.ts', handler);
    await hears(/The last good one goes on[\s\S]*answers again at/);
    expect(await dev.summary()).toBe('My cart');
  }, 60_000);

  test('names a handler that no longer fits, with the error', async () => {
    const block = /(\n {2}view_cart:[\s\S]*?)\n {4}output: [\s\S]*?\n\n/;
    const output = '{ type: object, properties: { items: { type: integer } }, required: [items] }';
    dev.write('spec/tools.yaml', titled('The cart').replace(block, `$1\n    output: ${output}\n\n`));
    await served('The cart');
    await hears(
      /changed handlers\/view_cart\.ts: it no longer fits its contract\n +handlers\/view_cart\.ts:6:\d+ .*items/,
    );
  }, 60_000);

  test('ends all that it has started', async () => {
    expect(await dev.stop()).toBe(0);
    expect(await dev.summary()).toBeUndefined();
    expect(dev.read('generated/mcp.json')).toContain('The cart');
  }, 30_000);
});
