import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from '../listen.js';
import { createAdapter } from './adapter.js';
import { type LocalIssuer, requestLocalToken, startLocalIssuer } from './index.js';
import { loadLibrary } from './library.js';

const baseUrl = 'http://127.0.0.1:3001';
const scopes = { 'Shop.Read': 'See <b>products</b> & deals', 'Shop.Write': 'Change your cart' };
const redirectUri = 'http://127.0.0.1:4999/callback';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

const consoles = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
let folder: string;
let issuer: LocalIssuer;
const started: { close(): Promise<unknown> }[] = [];

async function start(port = 0, env = {}): Promise<LocalIssuer> {
  const one = await startLocalIssuer({ baseUrl, port, dataDir: join(folder, 'issuer'), scopes, env });
  started.push(one);
  return one;
}

/** A key pair takes its time, so all but the first issuer get a copy. */
const keys = join(mkdtempSync(join(tmpdir(), 'diglot-keys-')), 'keys.json');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'diglot-issuer-'));
  const own = join(folder, 'issuer', 'keys.json');
  if (existsSync(keys)) {
    mkdirSync(join(folder, 'issuer'), { mode: 0o700 });
    copyFileSync(keys, own);
  }
  issuer = await start();
  if (!existsSync(keys)) copyFileSync(own, keys);
});

afterAll(() => rmSync(dirname(keys), { recursive: true }));

afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.close()));
  rmSync(folder, { recursive: true });
  for (const spy of consoles) expect(spy.mock.calls).toEqual([]);
});

const kidOf = (token: string) => decodeProtectedHeader(token).kid;

/** The claims, after the checks that the server makes: keys by discovery, RS256, issuer, audience. */
async function verified(token: string, audience = baseUrl): Promise<JWTPayload> {
  const metadata = await getJson(`${issuer.issuer}/.well-known/openid-configuration`);
  const keys = createRemoteJWKSet(new URL(String(metadata['jwks_uri'])));
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    algorithms: ['RS256'],
    issuer: issuer.issuer,
    audience,
    typ: 'JWT',
    requiredClaims: ['exp', 'nbf', 'tid', 'oid', 'azp'],
  });
  expect(protectedHeader.typ).toBe('JWT');
  expect(Number(payload.exp) - Number(payload.iat)).toBe(3600);
  return payload;
}

type Answer = Readonly<Record<string, unknown>>;

async function getJson(url: string): Promise<Answer> {
  return (await (await fetch(url)).json()) as Answer;
}

async function post(url: string, body: object | URLSearchParams, headers = {}) {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(url, {
    method: 'POST',
    headers: isForm ? headers : { 'Content-Type': 'application/json', ...headers },
    body: isForm ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

const mint = (body: object, headers = {}) => post(`${issuer.issuer}/diglot/token`, body, headers);

/** fetch() sets Host and Origin itself; this sends what a browser behind a rebound name would. */
function rawStatus(method: string, path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${issuer.issuer}${path}`, { method, headers }, (response: IncomingMessage) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject).end(method === 'POST' ? '{}' : undefined);
  });
}

/** A browser with cookies by path, which follows redirects up to one that leaves the issuer. */
function createBrowser() {
  const jar = new Map<string, { readonly value: string; readonly path: string }>();
  return async (start: string, form?: Record<string, string>) => {
    let url = new URL(start);
    let body = form && new URLSearchParams(form);
    for (;;) {
      const cookies = [...jar].filter(([, { path }]) => url.pathname.startsWith(path));
      const response = await fetch(url, {
        method: body ? 'POST' : 'GET',
        headers: { cookie: cookies.map(([name, { value }]) => `${name}=${value}`).join('; '), accept: 'text/html' },
        redirect: 'manual',
        ...(body && { body }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = cookie.split(/;\s*/);
        const path = attributes.find((text) => text.startsWith('path='))?.slice(5) ?? '/';
        const [name = '', value = ''] = pair.split('=');
        if (value === '') jar.delete(name);
        else jar.set(name, { value, path });
        expect(attributes).toContain('httponly');
      }
      const text = await response.text();
      const location = response.headers.get('location');
      if (location === null) return { url: url.href, text, status: response.status, headers: response.headers };
      url = new URL(location, url);
      body = undefined;
      if (url.origin !== issuer.issuer)
        return { url: url.href, text, status: response.status, headers: response.headers };
    }
  };
}

interface Flow {
  readonly clientId: string;
  readonly verifier: string;
  readonly url: string;
}

async function register(metadata: object = {}): Promise<string> {
  const { status, body } = await post(`${issuer.issuer}/register`, {
    redirect_uris: [redirectUri],
    client_name: '<script>alert("hi")</script>',
    token_endpoint_auth_method: 'none',
    ...metadata,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return String(body['client_id']);
}

function authorizeUrl(clientId: string, more: Record<string, string> = {}): Flow {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    state: 'state-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    scope: 'Shop.Read Shop.Write offline_access',
    ...more,
  });
  return { clientId, verifier, url: `${issuer.authorizationUrl}?${query}` };
}

async function signIn(flow: Flow, user = 'ada', browser = createBrowser()) {
  const page = await browser(flow.url);
  expect(page.text).toContain('Sign in as');
  const { searchParams } = new URL((await browser(page.url, { user, decision: 'allow' })).url);
  expect([searchParams.get('state'), searchParams.get('iss')]).toEqual(['state-1', issuer.issuer]);
  return redeem(flow, { grant_type: 'authorization_code', code: searchParams.get('code') ?? '' });
}

function redeem({ clientId, verifier }: Flow, form: Record<string, string>) {
  const query = { client_id: clientId, redirect_uri: redirectUri, code_verifier: verifier, ...form };
  return post(issuer.tokenUrl, new URLSearchParams(query));
}

describe('minted tokens', () => {
  it("have the claims of Entra's for a person", async () => {
    const { status, body } = await mint({ user: 'ada', scopes: ['Shop.Read'] });
    expect(status).toBe(200);
    const claims = await verified(String(body['access_token']));
    expect(claims).toMatchObject({ scp: 'Shop.Read', azp: 'diglot-cli', ver: '2.0', name: 'ada' });
    expect(claims['oid']).toMatch(uuid);
    expect(claims.sub).not.toBe(claims['oid']);
    for (const absent of ['roles', 'idtyp', 'scope', 'client_id']) expect(claims).not.toHaveProperty(absent);
  });

  it('are of demo, for the base URL and with every scope by default', async () => {
    const claims = await verified(await issuer.mint({}));
    expect(claims).toMatchObject({ name: 'demo', scp: 'Shop.Read Shop.Write', aud: baseUrl });
  });

  it("have the claims of Entra's for an application", async () => {
    const claims = await verified(String((await mint({ app: true })).body['access_token']));
    expect(claims).toMatchObject({ idtyp: 'app', roles: ['Shop.Read', 'Shop.Write'], ver: '2.0' });
    expect(claims.sub).toBe(claims['oid']);
    expect(claims).not.toHaveProperty('scp');
  });

  it.each(['/mcp', '/sse', '/', ''])('are for the base URL with %s', async (path) => {
    const audience = `${baseUrl}${path}`;
    await verified(await issuer.mint({ audience }), audience.replace(/\/$/, ''));
  });

  it.each([
    [{ scopes: ['Shop.Reed', 'x'] }, 'invalid_scope', "No scope 'Shop.Reed', 'x'. Known: Shop.Read, Shop.Write."],
    [{ scopes: [] }, 'invalid_scope', 'Name at least one scope. Known: Shop.Read, Shop.Write.'],
    [{ audience: 'https://evil.example' }, 'invalid_target', "No audience 'https://evil.example'. Known: http://127.0"],
    [{ user: '<b>' }, 'invalid_request', 'A user name has'],
    [{ scope: 'Shop.Read' }, 'invalid_request', "No property 'scope'. Known: user, scopes, app, audience."],
    [{ scopes: 'Shop.Read' }, 'invalid_request', 'scopes must be a list of texts.'],
    [['Shop.Read'], 'invalid_request', 'Send a JSON object.'],
  ])('%j is refused', async (request, error, why) => {
    const { status, body } = await mint(request);
    expect(status).toBe(400);
    expect(body['error']).toBe(error);
    expect(body['error_description']).toContain(why);
  });

  const json = { 'Content-Type': 'application/json' };
  it.each([
    ['a page of another site', 'POST', '/diglot/token', { ...json, Origin: 'https://evil.example' }, 403],
    ['a page without an origin', 'POST', '/diglot/token', { ...json, Origin: 'null' }, 403],
    ['a page of this issuer', 'POST', '/diglot/token', { ...json, Origin: 'ISSUER' }, 403],
    ['a name that resolves to this machine', 'POST', '/diglot/token', { ...json, Host: 'evil.example' }, 403],
    ['that name, for any path', 'GET', '/jwks', { Host: 'evil.example' }, 403],
    ['another port in Host', 'GET', '/jwks', { Host: '127.0.0.1:1' }, 403],
    ['a form', 'POST', '/diglot/token', { 'Content-Type': 'text/plain' }, 415],
    ['GET', 'GET', '/diglot/token', {}, 405],
    ['localhost', 'GET', '/jwks', { Host: 'localhost:PORT' }, 200],
  ])('%s: status', async (_who, method, path, headers, want) => {
    const filled = Object.entries(headers).map(([name, value]) => [
      name,
      value.replace('ISSUER', issuer.issuer).replace('PORT', new URL(issuer.issuer).port),
    ]);
    expect(await rawStatus(method, path, Object.fromEntries(filled))).toBe(want);
  });

  it('a body of any size is not read', async () => {
    expect((await mint({ user: 'x'.repeat(20_000) })).status).toBe(413);
  });
});

describe('authorization code', () => {
  it('goes through one page to tokens, and on with rotated refresh tokens', async () => {
    const flow = authorizeUrl(await register(), { resource: `${baseUrl}/mcp` });
    const { status, body } = await signIn(flow);
    expect(status, JSON.stringify(body)).toBe(200);
    const claims = await verified(String(body['access_token']), `${baseUrl}/mcp`);
    expect(claims).toMatchObject({ scp: 'Shop.Read Shop.Write', azp: flow.clientId, name: 'ada' });
    expect(claims['oid']).toBe((await verified(await issuer.mint({ user: 'ada' })))['oid']);

    const refresh = (token: unknown) => redeem(flow, { grant_type: 'refresh_token', refresh_token: String(token) });
    const second = await refresh(body['refresh_token']);
    expect(second.status).toBe(200);
    expect(second.body['refresh_token']).not.toBe(body['refresh_token']);
    const again = await verified(String(second.body['access_token']), `${baseUrl}/mcp`);
    expect([again['oid'], again['scp']]).toEqual([claims['oid'], claims['scp']]);
    expect((await refresh(body['refresh_token'])).body['error']).toBe('invalid_grant');
  });

  it('shows the client, its scopes and their meaning on a page that runs nothing', async () => {
    const page = await createBrowser()(authorizeUrl(await register()).url);
    expect(page.text).toContain('&#60;script&#62;alert(&#34;hi&#34;)&#60;/script&#62; asks for access');
    expect(page.text).toContain('See &#60;b&#62;products&#60;/b&#62; &#38; deals <code>Shop.Read</code>');
    expect(page.text).toContain('Stay signed in');
    expect(page.text).toContain('You then return to http://127.0.0.1:4999.');
    expect(page.text).toContain('value="demo"');
    expect(page.text).not.toMatch(/<script|<b>/);
    const policy = page.headers.get('content-security-policy') ?? '';
    const style = /<style>([\s\S]*)<\/style>/.exec(page.text)?.[1] ?? '';
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(policy).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
  });

  it('without a resource is for the base URL; without a scope asks for all', async () => {
    const flow = authorizeUrl(await register());
    const { body } = await signIn({ ...flow, url: flow.url.replace(/&scope=[^&]*/, '') });
    expect((await verified(String(body['access_token'])))['scp']).toBe('Shop.Read Shop.Write');
    expect(body).not.toHaveProperty('refresh_token');
  });

  it('takes the slash that URL parsers add to a resource', async () => {
    const { body } = await signIn(authorizeUrl(await register(), { resource: `${baseUrl}/` }));
    await verified(String(body['access_token']), baseUrl);
  });

  it('lets a client ask for a scope that it did not register', async () => {
    const clientId = await register({ scope: 'Shop.Read' });
    const { body } = await signIn(authorizeUrl(clientId, { scope: 'Shop.Write' }));
    expect((await verified(String(body['access_token'])))['scp']).toBe('Shop.Write');
  });

  it.each(['http://127.0.0.1:1234/callback', 'cursor://oauth/callback', 'https://claude.ai/api/mcp/auth_callback'])(
    'returns to %s',
    async (redirect) => {
      const clientId = await register({
        redirect_uris: ['http://127.0.0.1:9/callback', redirect.replace('1234', '8')],
      });
      const browser = createBrowser();
      const page = await browser(authorizeUrl(clientId, { redirect_uri: redirect }).url);
      const end = await browser(page.url, { user: 'ada', decision: 'allow' });
      expect(end.url).toMatch(new RegExp(`^${redirect}\\?code=`));
    },
  );

  it('gives an ID token with openid, which is no access token', async () => {
    const flow = authorizeUrl(await register(), { scope: 'openid Shop.Read' });
    const { body } = await signIn(flow);
    await verified(String(body['access_token']));
    const keys = createRemoteJWKSet(new URL(`${issuer.issuer}/jwks`));
    const id = await jwtVerify(String(body['id_token']), keys, { audience: flow.clientId });
    expect(id.payload.sub).toBe('ada');
    for (const absent of ['scp', 'oid', 'tid']) expect(id.payload).not.toHaveProperty(absent);
  });

  it('asks again each time, and lets the same browser come as someone else', async () => {
    const browser = createBrowser();
    const clientId = await register();
    await signIn(authorizeUrl(clientId), 'ada', browser);
    const flow = authorizeUrl(clientId);
    const page = await browser(flow.url);
    expect(page.text).toContain('value="ada"');
    const signOut = await browser(page.url, { user: 'bob', decision: 'allow' });
    const fields = [...signOut.text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    const action = /action="([^"]+)"/.exec(signOut.text)?.[1] ?? '';
    const { searchParams } = new URL((await browser(action, Object.fromEntries(fields))).url);
    const code = searchParams.get('code') ?? '';
    const { body } = await redeem(flow, { grant_type: 'authorization_code', code });
    expect((await verified(String(body['access_token'])))['name']).toBe('bob');
  });

  it('is over when the person says no', async () => {
    const browser = createBrowser();
    const page = await browser(authorizeUrl(await register()).url);
    const end = new URL((await browser(page.url, { user: 'ada', decision: 'deny' })).url);
    expect(end.searchParams.get('error')).toBe('access_denied');
  });

  it('shows the page again for a name that no one has', async () => {
    const browser = createBrowser();
    const page = await browser(authorizeUrl(await register()).url);
    const again = await browser(page.url, { user: '"><script>', decision: 'allow' });
    expect(again.status).toBe(400);
    expect(again.text).toContain('A name has 1 to 64 letters');
    expect(again.text).toContain('value="&#34;&#62;&#60;script&#62;"');
  });

  it('can only be answered by the browser that began it', async () => {
    const page = await createBrowser()(authorizeUrl(await register()).url);
    const other = await createBrowser()(page.url, { user: 'ada', decision: 'allow' });
    expect(other.status).toBe(400);
    expect(other.text).toContain('began in another browser');
  });

  it.each([
    ['a resource of someone else', { resource: 'https://evil.example/' }, 'invalid_target'],
    ['no PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a scope no one knows', { scope: 'Nope' }, undefined],
  ])('%s does not reach a code', async (_what, more, error) => {
    const end = await createBrowser()(authorizeUrl(await register(), more).url);
    const { searchParams } = new URL(end.url);
    expect(searchParams.get('code')).toBe(null);
    if (error !== undefined) expect(searchParams.get('error')).toBe(error);
  });

  it('with a wrong redirect URI ends on a page of the issuer', async () => {
    const flow = authorizeUrl(await register(), { redirect_uri: 'https://evil.example/<x>' });
    const page = await createBrowser()(flow.url);
    expect(page.status).toBe(400);
    expect(page.text).toContain('redirect_uri');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('the documentation page', () => {
  /** Where an authorization ends up: at the sign-in page, or refused with this status. */
  async function ask(at: LocalIssuer, redirect: string): Promise<number> {
    const query = new URLSearchParams({
      ...{ client_id: 'docs', response_type: 'code', redirect_uri: redirect, scope: 'Shop.Read' },
      ...{ code_challenge: createHash('sha256').update('v').digest('base64url'), code_challenge_method: 'S256' },
    });
    return (await fetch(`${at.authorizationUrl}?${query}`, { redirect: 'manual' })).status;
  }

  it.each([
    ['http://127.0.0.1:3001', 'http://127.0.0.1:3001'],
    ['http://127.0.0.1:3001', 'http://localhost:3001'],
    ['http://localhost:3001', 'http://127.0.0.1:3001'],
    ['http://192.168.7.7:3001', 'http://192.168.7.7:3001'],
    ['http://[::1]:3001', 'http://[::1]:3001'],
    ['https://shop.example.com/base', 'https://shop.example.com/base'],
  ])('of %s signs in as %s', async (base, page) => {
    const one = await startLocalIssuer({ baseUrl: base, port: 0, dataDir: join(folder, 'issuer'), scopes, env: {} });
    started.push(one);
    expect(await ask(one, `${page}/docs/oauth2-redirect.html`)).toBe(303);
  });

  it.each(['http://127.0.0.1:3002/docs/oauth2-redirect.html', 'http://127.0.0.1:3001/', 'https://evil.example/'])(
    'is not %s',
    async (redirect) => expect(await ask(issuer, redirect)).toBe(400),
  );

  it('may read the answers of the token endpoint, and no other page may', async () => {
    const allowed = async (origin: string) => {
      const body = new URLSearchParams({ client_id: 'docs', grant_type: 'authorization_code', code: 'x' });
      const response = await fetch(issuer.tokenUrl, { method: 'POST', headers: { origin }, body });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await allowed('http://127.0.0.1:3001')).toBe('http://127.0.0.1:3001');
    expect(await allowed('http://localhost:3001')).toBe('http://localhost:3001');
    expect(await allowed('http://127.0.0.1:3002')).toBe(null);
  });
});

describe('client credentials', () => {
  const chatgpt = () => {
    const { chatgptSecret } = JSON.parse(readFileSync(join(folder, 'issuer', 'keys.json'), 'utf8'));
    return { client_id: 'chatgpt', client_secret: String(chatgptSecret), grant_type: 'client_credentials' };
  };

  it('gives the pre-registered client an app token', async () => {
    const { body } = await post(issuer.tokenUrl, new URLSearchParams(chatgpt()));
    const claims = await verified(String(body['access_token']));
    expect(claims).toMatchObject({ azp: 'chatgpt', idtyp: 'app', roles: ['Shop.Read', 'Shop.Write'] });
    expect(claims).not.toHaveProperty('scp');
  });

  it('with a scope gives that role; with an unknown one, none', async () => {
    const one = await post(issuer.tokenUrl, new URLSearchParams({ ...chatgpt(), scope: 'Shop.Read' }));
    expect((await verified(String(one.body['access_token'])))['roles']).toEqual(['Shop.Read']);
    const none = await post(issuer.tokenUrl, new URLSearchParams({ ...chatgpt(), scope: 'Nope' }));
    expect([none.status, none.body['error']]).toEqual([400, 'invalid_scope']);
  });

  it('wants the secret', async () => {
    const { status } = await post(issuer.tokenUrl, new URLSearchParams({ ...chatgpt(), client_secret: 'guess' }));
    expect(status).toBe(401);
  });

  it('are not for the client of the command line', async () => {
    const form = new URLSearchParams({ client_id: 'diglot-cli', grant_type: 'client_credentials' });
    expect((await post(issuer.tokenUrl, form)).status).toBe(400);
  });
});

describe('a restart', () => {
  it('keeps keys, registrations, refresh tokens and people', async () => {
    const flow = authorizeUrl(await register());
    const { body } = await signIn(flow);
    const before = await verified(String(body['access_token']));
    const port = Number(new URL(issuer.issuer).port);
    await issuer.close();
    issuer = await start(port);
    expect(issuer.issuer).toBe(`http://127.0.0.1:${port}`);
    // fetch may first try a connection of the closed issuer that it kept.
    await vi.waitFor(() => getJson(`${issuer.issuer}/jwks`));
    expect((await verified(String(body['access_token'])))['oid']).toBe(before['oid']);
    expect((await verified(await issuer.mint({ user: 'ada' })))['oid']).toBe(before['oid']);
    const form = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
    expect((await redeem(flow, form)).status).toBe(200);
    expect((await signIn(authorizeUrl(flow.clientId))).status).toBe(200);
  });

  it('a day later signs with another key, and the tokens of the one before hold', async () => {
    const file = join(folder, 'issuer', 'keys.json');
    const port = Number(new URL(issuer.issuer).port);
    const token = await issuer.mint({ user: 'ada' });
    const before = JSON.parse(readFileSync(file, 'utf8'));
    const dayLater = async () => {
      await issuer.close();
      const stored = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...stored, signingSince: stored.signingSince - 25 * 3_600_000 }));
      issuer = await start(port);
      await vi.waitFor(() => getJson(`${issuer.issuer}/jwks`));
    };
    await dayLater();
    const next = await issuer.mint({ user: 'ada' });
    expect(kidOf(next)).not.toBe(kidOf(token));
    expect((await verified(next))['oid']).toBe((await verified(token))['oid']);
    await dayLater();
    await verified(next);
    await expect(verified(token)).rejects.toThrow('no applicable key');
    const after = JSON.parse(readFileSync(file, 'utf8'));
    expect(after.signingKeys).toHaveLength(2);
    expect(after.chatgptSecret).toBe(before.chatgptSecret);
  });

  it('takes the key of an earlier release', async () => {
    const file = join(folder, 'issuer', 'keys.json');
    const token = await issuer.mint({ user: 'ada' });
    const { signingKeys, signingSince: _, ...others } = JSON.parse(readFileSync(file, 'utf8'));
    const port = Number(new URL(issuer.issuer).port);
    await issuer.close();
    writeFileSync(file, JSON.stringify({ signingKey: signingKeys[0], ...others }));
    issuer = await start(port);
    await vi.waitFor(() => getJson(`${issuer.issuer}/jwks`));
    await verified(token);
  });

  it('finds nothing short-lived', async () => {
    await signIn(authorizeUrl(await register()));
    const file = join(folder, 'issuer', 'state.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const kinds = Object.keys(JSON.parse(readFileSync(file, 'utf8'))).map((key) => key.split(':')[0]);
    expect([...new Set(kinds)].sort()).toEqual(['Client', 'Grant', 'RefreshToken']);
  });
});

describe('storage', () => {
  it('forgets what has expired, also in the file', async () => {
    const file = join(folder, 'state.json');
    let now = 1_000_000;
    const adapter = createAdapter(file, () => now);
    await adapter('Grant').upsert('old', { accountId: 'ada' }, 60);
    await adapter('Session').upsert('session', { uid: 'u' }, 60);
    expect(await adapter('Session').findByUid('u')).toEqual({ uid: 'u' });
    now += 60_000;
    expect(await adapter('Grant').find('old')).toBe(undefined);
    expect(await adapter('Session').findByUid('u')).toBe(undefined);
    await adapter('Client').upsert('forever', { client_name: 'x' });
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['Client:forever']);
    expect(await createAdapter(file, () => now)('Client').find('forever')).toEqual({ client_name: 'x' });
  });

  it('revokes the tokens of one grant', async () => {
    const tokens = createAdapter(join(folder, 'state.json'))('RefreshToken');
    await tokens.upsert('a', { grantId: 'one' }, 60);
    await tokens.upsert('b', { grantId: 'two' }, 60);
    await tokens.revokeByGrantId('one');
    expect([await tokens.find('a'), await tokens.find('b')]).toEqual([undefined, { grantId: 'two' }]);
  });

  it.each(['', '{', '[]', '{"Client:x":1,"Session:y":{"payload":{}}}'])('starts afresh from %j', async (text) => {
    const file = join(folder, 'state.json');
    writeFileSync(file, text);
    expect(await createAdapter(file)('Client').find('x')).toBe(undefined);
    expect(await createAdapter(file)('Session').find('y')).toBe(undefined);
  });
});

describe('start', () => {
  it('is refused in production, before anything is written', async () => {
    const dataDir = join(folder, 'production');
    const options = { baseUrl, port: 0, dataDir, scopes, env: { NODE_ENV: 'production' } };
    await expect(startLocalIssuer(options)).rejects.toThrow(/^The local issuer refuses to run in production/);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('makes a folder and keys that only this user may read', async () => {
    const dataDir = join(folder, 'new', 'issuer');
    started.push(await startLocalIssuer({ baseUrl, port: 0, dataDir, scopes, env: {} }));
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  it('takes another port when its own is in use', async () => {
    const server = createServer();
    const port = await listen(server, '127.0.0.1', 0);
    started.push({ close: () => new Promise((resolve) => server.close(resolve)) });
    const other = await start(port);
    expect(new URL(other.issuer).port).not.toBe(String(port));
    expect((await getJson(`${other.issuer}/.well-known/openid-configuration`))['issuer']).toBe(other.issuer);
  });

  it('names the package to install', async () => {
    const missing = Object.assign(new Error("Cannot find package 'oidc-provider'"), { code: 'ERR_MODULE_NOT_FOUND' });
    await expect(loadLibrary(() => Promise.reject(missing))).rejects.toThrow('npm i -D oidc-provider@9.13.3');
  });
});

describe('requestLocalToken', () => {
  async function resourceServer(metadata: object | undefined): Promise<string> {
    const server = createServer((request, response) => {
      const found = metadata !== undefined && request.url === '/.well-known/oauth-protected-resource';
      response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json' }).end(JSON.stringify(metadata ?? {}));
    });
    const port = await listen(server, '127.0.0.1', 0);
    started.push({ close: () => new Promise((resolve) => server.close(resolve)) });
    return `http://127.0.0.1:${port}`;
  }
  const advertising = (...servers: string[]) => resourceServer({ resource: baseUrl, authorization_servers: servers });

  it('finds the issuer by asking the server', async () => {
    const { token } = await requestLocalToken(await advertising(issuer.issuer), {
      user: 'ada',
      scopes: ['Shop.Write'],
    });
    expect(await verified(token)).toMatchObject({ name: 'ada', scp: 'Shop.Write' });
  });

  it("passes the issuer's own words on", async () => {
    const server = await advertising(issuer.issuer);
    const unknown = requestLocalToken(server, { scopes: ['Nope'] });
    await expect(unknown).rejects.toThrow("No scope 'Nope'. Known: Shop.Read, Shop.Write.");
  });

  it('says when no server answers', async () => {
    const url = await advertising();
    await started.pop()?.close();
    await expect(requestLocalToken(url, {})).rejects.toThrow(`No server answers at ${url}. Start it with: npm start`);
  });

  it.each([
    'https://login.microsoftonline.com/organizations/v2.0',
    'http://10.0.0.1:3002',
    'http://127.0.0.1.evil.example:3002',
    'http://127.0.0.1:3002@evil.example',
    'http://127.0.0.1:3002/\nx',
  ])('posts nothing to %j', async (foreign) => {
    const message = `takes tokens of ${foreign.replace('\n', ' ')}, which is no local issuer. Sign in there.`;
    await expect(requestLocalToken(await advertising(foreign), {})).rejects.toThrow(message);
  });

  it('says when the server wants no tokens', async () => {
    await expect(requestLocalToken(await resourceServer(undefined), {})).rejects.toThrow('asks for no tokens');
    await expect(requestLocalToken(await advertising(), {})).rejects.toThrow('asks for no tokens');
  });

  it('says when the issuer is gone', async () => {
    const server = await advertising(issuer.issuer);
    await issuer.close();
    await expect(requestLocalToken(server, {})).rejects.toThrow('does not answer. Restart the server.');
  });
});
