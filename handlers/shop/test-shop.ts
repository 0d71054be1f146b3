import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, inject, onTestFinished } from 'vitest';
import { type App, createApp } from '../app.js';
import { addToCart } from './add-to-cart.js';
import type { Outcome } from './outcome.js';
import type { ChargeRequest, PaymentProvider } from './payment-provider.js';
import { onServer } from './test-postgres.js';
import type {} from './test-postgres-setup.js';

/** A Wednesday. */
export const testTime = new Date('2026-03-11T09:30:00.000Z');

/** Never aborts. */
export const patient = new AbortController().signal;

/** What a thrown answer 503 has; nothing of the database's own words is in it. */
export const unavailable = {
  toolError: {
    code: 'unavailable',
    status: 503,
    detail: expect.stringMatching(/^The shop (is busy|can not reach its records)\. Try again shortly\.$/),
  },
};

/** The URL of an empty database of its own, gone after the test: a file, or in that run on the PostgreSQL server. */
export async function temporaryDatabase(): Promise<string> {
  const server = inject('postgres');
  return server === undefined ? temporaryFile() : createDatabase(server);
}

/** The URL of a database file of its own, gone after the test. */
export function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'corner-shop-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return pathToFileURL(join(folder, 'data', 'shop.db')).href;
}

async function createDatabase(server: string): Promise<string> {
  const url = new URL(server);
  const name = `shop_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  onTestFinished(() => onServer(server, `drop database ${name} with (force)`));
  url.pathname = `/${name}`;
  return url.href;
}

/** A shop on a real database, closed after the test; its charges time out soon. */
export async function openShop(place: string | Promise<string> = temporaryDatabase()): Promise<App> {
  const url = await place;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const app = await createApp({ env: { DATABASE_URL: url }, now: () => testTime, newId });
  onTestFinished(() => app.close());
  return { ...app, chargeTimeoutMs: 30 };
}

/** The shop with a provider that also notes what it was asked to charge. */
export function recordCharges(app: App): { readonly app: App; readonly charges: ChargeRequest[] } {
  const charges: ChargeRequest[] = [];
  const payments: PaymentProvider = {
    ...app.payments,
    charge: (request, signal) => {
      charges.push(request);
      return app.payments.charge(request, signal);
    },
  };
  return { app: { ...app, payments }, charges };
}

/** The value of a success; throws on a failure. */
export function unwrap<T>(outcome: Outcome<T, string>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`Failed with ${outcome.code}: ${outcome.failure.detail}`);
}

/** The code of a failure; undefined for a success. */
export function codeOf(outcome: Outcome<unknown, string>): string | undefined {
  return outcome.ok ? undefined : outcome.code;
}

/** Puts pieces into a cart. */
export async function fill(app: App, owner: string, pieces: Readonly<Record<string, number>>): Promise<void> {
  for (const [productId, quantity] of Object.entries(pieces)) {
    unwrap(await addToCart(app, { owner, productId, quantity }));
  }
}

/** The pieces of a product that are left. */
export async function stockOf(app: App, productId: string): Promise<number> {
  const row = await app.db.selectFrom('products').select('stock').where('id', '=', productId).executeTakeFirstOrThrow();
  return row.stock;
}
