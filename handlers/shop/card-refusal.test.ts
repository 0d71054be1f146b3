import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFetch, resolveAuth } from 'diglot/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { router } from '../../generated/router.js';
import { service, tools } from '../../generated/tools.js';
import { hostCrypto } from '../../generator/node/crypto.js';
import { readDocuments } from '../../generator/node/documents.js';
import { type CalledServer, callHttp, callRest, callStateless, type Outcome } from '../../generator/testing/client.js';
import { createTestIssuer, type TestIssuer, tenant } from '../../generator/testing/issuer.js';
import type { App } from '../app.js';
import { draw, madeCards, spelled } from './test-cards.js';
import { openShop, temporaryFile } from './test-shop.js';

/** Card numbers sent through the whole path of a call, in every text that a tool takes. */

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await createTestIssuer();
});
afterAll(() => issuer.close());

const count = 10_000;
const clientId = 'the-shop';

/** The arguments of each tool that takes texts, and which of them those are. */
const calls = [
  { tool: 'search_products', args: { query: 'milk' }, texts: ['query', 'cursor'] },
  { tool: 'add_to_cart', args: { product_id: 'bananas-1kg', quantity: 1 }, texts: ['product_id', 'idempotency_key'] },
  { tool: 'add_payment_method', args: { payment_token: 'tok_ok' }, texts: ['payment_token', 'idempotency_key'] },
  { tool: 'checkout', args: { idempotency_key: 'k' }, texts: ['payment_method_id', 'idempotency_key'] },
] as const;
const ways = [callRest, callHttp('/mcp'), callStateless];

function serve(app: App, log: string[]): CalledServer {
  const resolved = resolveAuth(service.auth, { ENTRA_TENANT_ID: tenant, ENTRA_CLIENT_ID: clientId });
  if (!resolved.ok || resolved.settings.kind === 'none') throw new Error('the shop has no sign-in');
  const write = (fields: object, message: string) => void log.push(`${message} ${JSON.stringify(fields)}`);
  const baseUrl = 'http://localhost';
  const server = createFetch({
    service,
    tools,
    router,
    app,
    documents: readDocuments(),
    baseUrl,
    auth: { ...resolved.settings, issuers: [issuer.v2] },
    allowedHosts: [],
    log: { debug: write, info: write, warn: write, error: write },
    ...hostCrypto,
  });
  return { ...server, send: (path, init) => server.fetch(new Request(`${baseUrl}${path}`, init)) };
}

const codeOf = (outcome: Outcome) => ('code' in outcome ? outcome.code : 'none');

test(`${count} card numbers: each is refused, and none is in the database, the log or an answer`, async () => {
  const url = temporaryFile();
  const app = await openShop(url);
  const log: string[] = [];
  const server = serve(app, log);
  const token = await issuer.mint({ aud: clientId, scp: 'Shop.Read Shop.Write' });
  const random = draw(7);
  const codes = new Map<string, number>();
  let told = 0;
  const cards = madeCards(count, random);
  for (const [index, { digits }] of cards.entries()) {
    const { tool, args, texts } = calls[index % calls.length] ?? calls[0];
    const name = texts[random(texts.length)] ?? texts[0];
    const call = ways[index % ways.length] ?? callRest;
    const written = spelled(digits, random);
    const { outcome, text } = await call(server, { tool, args: { ...args, [name]: written }, token });
    const code = codeOf(outcome);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    if (text.includes(written) || text.includes(digits)) told += 1;
    if (code === 'card_number_refused') expect(JSON.stringify(outcome)).toContain(`"pointer":"/${name}"`);
  }
  expect([...codes]).toEqual([['card_number_refused', count]]);
  expect(told).toBe(0);

  const { outcome } = await callRest(server, {
    tool: 'add_to_cart',
    args: { product_id: 'bananas-1kg', quantity: 1 },
    token,
  });
  expect(codeOf(outcome)).toBe('none');
  await app.close();
  const folder = dirname(fileURLToPath(url));
  const kept = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
  const places = [...kept, ...log].join('\n');
  expect(places).toContain('bananas-1kg');
  expect(log.length).toBeGreaterThan(count);
  const plain = places.replace(/[\s\-\u00a0\u2011\u2013]/g, '');
  expect(cards.filter(({ digits }) => plain.includes(digits))).toEqual([]);
}, 120_000);
