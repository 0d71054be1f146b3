import assert from 'node:assert/strict';
import { requestLocalToken } from '../../generator/node/local-issuer/request-token.js';
import type { ShopProcess } from './shop-process.js';

/** A person with something in the cart, who signs in through a client. */
export interface Visitor {
  /** The name to sign in with. */
  readonly user: string;
  /** What view_cart answers to this person and to nobody else. */
  readonly cart: unknown;
}

/** Calls a tool over REST. */
export async function callRest(shop: Pick<ShopProcess, 'url'>, tool: string, input: object, token: string) {
  const response = await fetch(`${shop.url}/tools/${tool}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(input),
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

/** Someone new, known by `user`, whose cart holds `quantity` litres of milk. */
export async function createVisitor(shop: ShopProcess, user: string, quantity: number): Promise<Visitor> {
  const { token } = await requestLocalToken(shop.url, { user });
  const added = await callRest(shop, 'add_to_cart', { product_id: 'whole-milk-1l', quantity }, token);
  assert.equal(added.status, 200);
  assert.match(JSON.stringify(added.body), new RegExp(`"quantity":${quantity}`));
  return { user, cart: added.body };
}
