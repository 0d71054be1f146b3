import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../generator/test/services/ports.js';
import { type ShopProcess, startShop } from './interop/shop-process.js';

/** The shop as a process: what people see of it before and after the first request. */

const folder = mkdtempSync(join(tmpdir(), 'diglot-serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs scripts/serve.ts where it must refuse to start. */
function refusal(env: Record<string, string>) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--conditions=diglot-source', 'scripts/serve.ts'], {
    env: { ...process.env, DATABASE_URL: `file:${join(folder, 'refused.db')}`, ...env },
    encoding: 'utf8',
    timeout: 15_000,
  });
  return { status: run.status, lines: run.stderr.trimEnd().split('\n'), stdout: run.stdout };
}

describe('what can not be started is one line and exit 1', () => {
  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { status, lines, stdout } = refusal({ PORT: port });
    other.close();
    expect({ status, lines, stdout }).toEqual({
      status: 1,
      lines: [expect.stringMatching(new RegExp(`^Port ${port} on 127.0.0.1 is in use`))],
      stdout: '',
    });
  });

  test.each([
    [{ PORT: 'eighty' }, /^PORT must be a number/],
    [{ PORT: '0', PUBLIC_URL: 'shop.example.com' }, /^PUBLIC_URL must be an http or https URL/],
    [{ PORT: '0', LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of trace/],
    [{ PORT: '0', NODE_ENV: 'production' }, /^Set ENTRA_TENANT_ID and ENTRA_CLIENT_ID/],
    [{ PORT: '0', ENTRA_TENANT_ID: 'contoso' }, /^Set ENTRA_CLIENT_ID/],
    [{ PORT: '0', DATABASE_URL: 'mysql://localhost/shop' }, /mysql/],
  ])('%j', (env, want) => {
    const { status, lines } = refusal(env);
    expect({ status, lines }).toEqual({ status: 1, lines: [expect.stringMatching(want)] });
  });
});

describe('a running shop', () => {
  let shop: ShopProcess;
  beforeAll(async () => {
    shop = await startShop({ port: await freePort(), folder });
  });
  afterAll(() => shop.stop());

  test('gives its own tokens to the command line', () => {
    const command = ['--import', 'tsx', '--conditions=diglot-source', 'generator/cli/main.ts', 'token'];
    const env = { ...process.env, PORT: new URL(shop.url).port };
    const token = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
    expect(token).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/),
      stderr: `A token for Corner Shop at ${shop.url}\n`,
    });
    const unknown = spawnSync(process.execPath, [...command, '--scope', 'Shop.Steal'], { env, encoding: 'utf8' });
    expect(unknown).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('Known: Shop.Read, Shop.Write'),
    });
  });

  test('is found healthy by diglot doctor, with a token of its local issuer', () => {
    const command = ['--import', 'tsx', '--conditions=diglot-source', 'generator/cli/main.ts', 'doctor', shop.url];
    const { DIGLOT_TOKEN: _, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, [...command, '--format', 'json'], { env, encoding: 'utf8' });
    const { checks } = JSON.parse(stdout);
    const open = checks.filter((check: { status: string }) => check.status !== 'pass');
    const seen = open.map((check: { id: string; status: string }) => `${check.status} ${check.id}`);
    expect({ status, seen }).toEqual({
      status: 0,
      seen: [
        'skip address/certificate',
        'warn address/https',
        'warn address/port',
        'warn address/host',
        'warn chatgpt/server',
        'warn chatgpt/auth',
      ],
    });
  });

  test('says of itself what diglot connect prints', async () => {
    const command = ['--import', 'tsx', '--conditions=diglot-source', 'generator/cli/main.ts', 'connect', 'chatgpt'];
    const env = { ...process.env, PORT: new URL(shop.url).port };
    const { stdout } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
    const response = await fetch(`${shop.url}/.well-known/openapi-3.1.json`);
    const { servers, components } = await response.json();
    const { authorizationUrl, tokenUrl, scopes } = components.securitySchemes.oauth2.flows.authorizationCode;
    expect(servers).toEqual([{ url: shop.url }]);
    expect(stdout).toContain(` ${response.url}\n`);
    expect(stdout).toContain(` ${Object.keys(scopes).join(' ')} offline_access\n`);
    // The issuer has another port where the next one is taken, as the advice on stderr says.
    const printed = stdout.replaceAll(
      /http:\/\/127\.0\.0\.1:\d+\/(?=authorize|token)/g,
      `${new URL(tokenUrl).origin}/`,
    );
    for (const url of [authorizationUrl, tokenUrl]) expect(printed).toContain(` ${url}\n`);
  });

  test('takes an order from search to receipt', async () => {
    const call = async (tool: string, input: object) => {
      const response = await fetch(`${shop.url}/tools/${tool}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${shop.token}` },
        body: JSON.stringify(input),
      });
      const body: unknown = await response.json();
      return { status: response.status, body };
    };
    expect(await call('get_deals', { limit: 1 })).toMatchObject({ status: 200, body: { deals: [expect.any(Object)] } });
    expect(await call('checkout', { idempotency_key: 'first' })).toMatchObject({
      status: 409,
      body: { code: 'empty_cart' },
    });
    expect(await call('add_to_cart', { product_id: 'whole-milk-1l', quantity: 3 })).toMatchObject({ status: 200 });
    expect(await call('add_payment_method', { payment_token: 'tok_ok' })).toMatchObject({
      status: 200,
      body: { is_default: true },
    });
    const order = await call('checkout', { idempotency_key: 'second' });
    expect(order).toMatchObject({ status: 200, body: { status: 'placed', total: { currency: 'EUR' } } });
    expect(await call('checkout', { idempotency_key: 'second' })).toEqual(order);
    expect(await call('view_cart', {})).toMatchObject({ status: 200, body: { lines: [] } });
  });

  test('ends at once on SIGTERM, streams open or not', async () => {
    const stream = await fetch(`${shop.url}/sse`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${shop.token}` },
    });
    expect(stream.status).toBe(200);
    const asked = Date.now();
    const agents = Array.from({ length: 10 }, () => new Agent({ keepAlive: true }));
    await Promise.all(agents.map((agent) => ask(shop.url, agent)));
    const seen = Promise.all(agents.map((agent) => askUntilRefused(shop.url, agent)));
    expect(await shop.stop()).toBe(0);
    // None of those who kept asking on their open connection met its end instead of an answer.
    expect(new Set((await seen).flat())).toEqual(new Set(['200', 'ECONNREFUSED']));
    // Far below the ten seconds after which connections are cut.
    expect(Date.now() - asked).toBeLessThan(5000);
    await expect(fetch(`${shop.url}/healthz`)).rejects.toThrow();
  });
});

/** What becomes of one request after the other on a connection that is kept alive, until none can be opened. */
async function askUntilRefused(url: string, agent: Agent): Promise<string[]> {
  const seen: string[] = [];
  while (seen.at(-1) !== 'ECONNREFUSED' && seen.length < 100_000) {
    seen.push(await ask(url, agent));
  }
  return seen;
}

function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const request = get(`${url}/healthz`, { agent }, (response) => {
      response.resume().once('end', () => resolve(String(response.statusCode)));
    });
    request.once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
  });
}
