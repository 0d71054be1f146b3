import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addToCart } from './add-to-cart.js';
import { readCart } from './cart.js';
import { mountSmallDisk } from './test-disk.js';
import { openShop, unavailable, unwrap } from './test-shop.js';

test('a full disk is answered, loses nothing that was acknowledged, and is over when there is room', async ({
  skip,
}) => {
  const disk = mountSmallDisk(4, skip);
  const app = await openShop(`file:${join(disk.folder, 'shop.db')}`);
  disk.fill(1);
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
  disk.clear();
  for (const owner of refused) unwrap(await add(owner));
  const carts = await Promise.all(owners.map((owner) => readCart(app.db, owner)));
  expect(carts.map((cart) => cart.lines[0]?.quantity)).toEqual(owners.map(() => 1));
});
