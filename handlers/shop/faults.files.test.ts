import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addToCart } from './add-to-cart.js';
import { readCart } from './cart.js';
import { openShop, unavailable, unwrap } from './test-shop.js';

/** Runs a command as root; undefined when it worked, else what it said. */
function asRoot(...command: readonly [string, ...string[]]): string | undefined {
  const [program, ...args] = process.getuid?.() === 0 ? command : (['sudo', '-n', ...command] as const);
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr);
}

/** Fills what is left of the disk at `folder`. */
function fillDisk(folder: string): void {
  for (const size of [65_536, 4_096]) {
    for (let index = 0; ; index += 1) {
      try {
        writeFileSync(join(folder, `ballast-${size}-${index}`), Buffer.alloc(size));
      } catch {
        break;
      }
    }
  }
}

test('a full disk is answered, loses nothing that was acknowledged, and is over when there is room', async ({
  skip,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'corner-shop-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const refusal = asRoot('mount', '-t', 'tmpfs', '-o', 'size=4m,mode=777', 'tmpfs', folder);
  // The gate has to be able to; elsewhere this is seen as a skipped test.
  if (refusal !== undefined && process.env['CI'] !== 'true') skip('a small disk takes root to mount');
  expect(refusal).toBeUndefined();
  // Lazily, as the files of a closed database stay open until they are collected.
  onTestFinished(() => expect(asRoot('umount', '--lazy', folder)).toBeUndefined());

  const app = await openShop(`file:${join(folder, 'shop.db')}`);
  fillDisk(folder);
  rmSync(join(folder, 'ballast-65536-0'));
  const owners = Array.from({ length: 100 }, (_, index) => `owner-${index}`);
  const add = (owner: string) => addToCart(app, { owner, productId: 'carrots-1kg', quantity: 1 });
  const acknowledged: string[] = [];
  const refused: string[] = [];
  for (const owner of owners) {
    try {
      unwrap(await add(owner));
      acknowledged.push(owner);
    } catch (error) {
      expect(error).toMatchObject(unavailable);
      refused.push(owner);
    }
  }
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(50);
  for (const name of readdirSync(folder)) if (name.startsWith('ballast')) rmSync(join(folder, name));
  for (const owner of refused) unwrap(await add(owner));
  const carts = await Promise.all(owners.map((owner) => readCart(app.db, owner)));
  expect(carts.map((cart) => cart.lines[0]?.quantity)).toEqual(owners.map(() => 1));
});
