import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { bearer, post } from '../../testing/client.js';
import {
  appClaims,
  audience,
  clientId,
  createTestIssuer,
  type TestClaims,
  type TestIssuer,
  tenant,
} from '../../testing/issuer.js';
import { createTestServer, oauth2Contract, type TestServer, type TestServerOptions } from '../test-service.js';
import { anonymous, callerOf } from './caller.js';
import { resolveAuth } from './settings.js';

let issuer: TestIssuer;
let server: TestServer;
const now = Math.floor(Date.now() / 1000);

beforeAll(async () => {
  issuer = await createTestIssuer();
  server = createTestServer({ issuer });
});

afterAll(() => issuer.close());

/** What a server says to a token: `hello <subject>`, or its refusal. */
async function ask(token: string, asked: TestServer = server): Promise<string> {
  const response = await post(asked, '/tools/hello', {}, bearer(token));
  const body = await response.json();
  return response.ok ? body.text : `${response.status} ${body.code}`;
}

const refused = '401 invalid_token';

/** Claims of v1 tokens instead of those of v2. */
const v1 = () => ({ ver: '1.0', iss: issuer.v1, aud: `api://${clientId}`, azp: undefined, appid: clientId });

interface TokenCase {
  readonly name: string;
  readonly claims?: () => TestClaims;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly want: string;
}

const appWithoutIdtyp = { ...appClaims, idtyp: undefined };

const tokens: readonly TokenCase[] = [
  { name: 'a v2 user', want: 'hello ada' },
  { name: 'a v1 user', claims: v1, want: 'hello ada' },
  { name: 'a v2 app', claims: () => appClaims, want: 'hello robot' },
  { name: 'a v2 app without idtyp', claims: () => appWithoutIdtyp, want: 'hello robot' },
  { name: 'a v1 app', claims: () => ({ ...v1(), ...appWithoutIdtyp }), want: 'hello robot' },
  { name: 'a user with roles', claims: () => ({ roles: ['Notes.Sweep'] }), want: 'hello ada' },
  { name: 'the client id as audience', claims: () => ({ aud: clientId }), want: 'hello ada' },
  { name: '/mcp as audience', claims: () => ({ aud: `${audience}/mcp` }), want: 'hello ada' },
  { name: '/sse as audience', claims: () => ({ aud: `${audience}/sse` }), want: 'hello ada' },
  { name: 'one audience of many', claims: () => ({ aud: ['https://other.example', audience] }), want: 'hello ada' },
  { name: 'an expiry within the clock tolerance', claims: () => ({ exp: now - 30 }), want: 'hello ada' },
  {
    name: 'an ID token with roles',
    claims: () => ({ scp: undefined, roles: ['Notes.Sweep'], aud: clientId }),
    want: refused,
  },
  {
    name: 'a user-typed token without scp',
    claims: () => ({ ...appClaims, idtyp: 'user' }),
    want: refused,
  },
  { name: 'an app without roles', claims: () => ({ ...appClaims, roles: undefined }), want: refused },
  { name: 'roles that are no list', claims: () => ({ ...appClaims, roles: 'Notes.Sweep' }), want: refused },
  { name: 'an app token with scp', claims: () => ({ idtyp: 'app' }), want: refused },
  { name: 'an scp that is no text', claims: () => ({ scp: ['Notes.Read'] }), want: refused },
  { name: 'an empty scp', claims: () => ({ scp: '' }), want: refused },
  { name: 'no tid', claims: () => ({ tid: undefined }), want: refused },
  { name: 'no oid', claims: () => ({ oid: undefined }), want: refused },
  { name: 'an oid that is no text', claims: () => ({ oid: 5 }), want: refused },
  { name: 'no client id', claims: () => ({ azp: undefined }), want: refused },
  { name: 'another audience', claims: () => ({ aud: 'https://other.example' }), want: refused },
  { name: 'an audience that only starts right', claims: () => ({ aud: `${audience}/mcp/more` }), want: refused },
  { name: 'no audience', claims: () => ({ aud: undefined }), want: refused },
  { name: 'another issuer', claims: () => ({ iss: 'https://evil.example' }), want: refused },
  { name: 'an issuer with a slash more', claims: () => ({ iss: `${issuer.v2}/` }), want: refused },
  { name: 'no issuer', claims: () => ({ iss: undefined }), want: refused },
  { name: 'an expired one', claims: () => ({ exp: now - 120 }), want: refused },
  { name: 'no expiry', claims: () => ({ exp: undefined }), want: refused },
  { name: 'one from the future', claims: () => ({ nbf: now + 600 }), want: refused },
  { name: 'an unknown kid', header: { kid: 'another key' }, want: refused },
  { name: 'a critical extension', header: { crit: ['x-test'], 'x-test': 1 }, want: refused },
  { name: 'no kid, while there is one key', header: { kid: undefined }, want: 'hello ada' },
];

describe('a token', () => {
  it.each(tokens)('$name: $want', async ({ claims = () => ({}), header = {}, want }) => {
    expect(await ask(await issuer.mint(claims(), header))).toBe(want);
  });

  it('reaches the handler as a caller', async () => {
    const reader = await issuer.mint({ scp: 'Notes.Read' });
    const response = await post(server, '/tools/save', { text: 'a' }, bearer(reader));
    expect(await response.json()).toMatchObject({ status: 403, detail: expect.stringContaining('Notes.Write') });
  });
});

describe('a caller', () => {
  it('can be changed by no handler for the calls that follow', () => {
    const claims = { tid: tenant, oid: 'ada', azp: clientId };
    const callers = [
      anonymous,
      callerOf({ ...claims, scp: 'Notes.Read' }),
      callerOf({ ...claims, sub: 'ada', roles: ['a'] }),
    ];
    for (const caller of callers) {
      expect(caller).toBeDefined();
      for (const part of [caller, caller?.scopes, caller?.roles]) expect(Object.isFrozen(part)).toBe(true);
    }
  });
});

describe('a header', () => {
  it.each(['Basic YTpi', 'Bearer', 'Bearer ', 'Bearer a b', 'Token abc', 'Bearer a,b', ''])(
    'the header %j is refused',
    async (authorization) => {
      const response = await server.send('/tools/hello', { method: 'POST', headers: { authorization } });
      expect(response.status).toBe(401);
    },
  );

  it('takes any case of the scheme', async () => {
    const authorization = `bearer ${await issuer.mint()}`;
    const response = await server.send('/tools/echo', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"text":"a"}',
    });
    expect(response.status).toBe(200);
  });

  it('in a query string is not looked at', async () => {
    const response = await post(server, `/tools/echo?access_token=${await issuer.mint()}`, { text: 'a' });
    expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
  });

  it('gets a challenge with the error and the scopes', async () => {
    const response = await post(server, '/mcp', {}, bearer('no.good.token'));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer error="invalid_token", error_description="[^"]+", resource_metadata="[^"]+\/mcp", scope="[^"]+"$/,
    );
  });
});

function tamper(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, oid: 'eve' })).toString('base64url');
  return [header, changed, signature].join('.');
}

describe('lists', () => {
  it.each<[string, Partial<TestServerOptions>, string]>([
    ['its tenant listed', { tenants: ['other', tenant] }, 'hello ada'],
    ['its tenant not listed', { tenants: ['other'] }, refused],
    ['its client listed', { clients: [clientId] }, 'hello ada'],
    ['its client not listed', { clients: ['other'] }, refused],
    ['only its tenant listed', { tenants: [tenant], clients: ['other'] }, refused],
  ])('%s', async (_name, lists, want) => {
    expect(await ask(await issuer.mint(), createTestServer({ issuer, ...lists }))).toBe(want);
  });
});

describe('the issuer', () => {
  afterEach(() => issuer.breakDown('nothing'));

  it.each(['/tools/echo', '/mcp', '/sse'])('being down is a 503 with Retry-After on %s', async (path) => {
    issuer.breakDown('all');
    const response = await post(createTestServer({ issuer }), path, {}, bearer(await issuer.mint()));
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(await response.json()).toMatchObject({ code: 'unavailable' });
  });

  it('without its keys is a 503', async () => {
    issuer.breakDown('keys');
    expect(await ask(await issuer.mint(), createTestServer({ issuer }))).toBe('503 unavailable');
  });

  it('is asked again after a pause', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const asked = createTestServer({ issuer });
    const token = await issuer.mint();
    issuer.breakDown('all');
    expect(await ask(token, asked)).toBe('503 unavailable');
    issuer.breakDown('nothing');
    expect(await ask(token, asked)).toBe('503 unavailable');
    vi.advanceTimersByTime(6000);
    expect(await ask(token, asked)).toBe('hello ada');
    vi.useRealTimers();
  });

  it('being down does not matter to one whose keys are known', async () => {
    const token = await issuer.mint();
    await ask(token);
    issuer.breakDown('all');
    expect(await ask(token)).toBe('hello ada');
  });

  it('not listening is a 503', async () => {
    const gone = await createTestIssuer();
    const asked = createTestServer({ issuer: gone });
    const token = await gone.mint();
    await gone.close();
    expect(await ask(token, asked)).toBe('503 unavailable');
  });

  it('is asked for its keys once, and not again for each unknown kid', async () => {
    const asked = createTestServer({ issuer });
    const before = issuer.keyRequests();
    const good = await issuer.mint();
    await Promise.all([1, 2, 3, 4].map(() => ask(good, asked)));
    for (const kid of ['a', 'b', 'c']) expect(await ask(await issuer.mint({}, { kid }), asked)).toBe(refused);
    expect(issuer.keyRequests() - before).toBeLessThanOrEqual(2);
  });

  it('is not asked about tokens of others', async () => {
    const before = issuer.keyRequests();
    await ask(await issuer.mint({ iss: 'https://evil.example' }), createTestServer({ issuer }));
    expect(issuer.keyRequests()).toBe(before);
  });
});

describe('no sign-in at all', () => {
  it('lets everyone call everything, whatever the header says', async () => {
    const open = createTestServer({ issuer, noAuth: true });
    for (const headers of [{}, bearer('no.good.token')]) {
      const response = await post(open, '/tools/sweep', {}, headers);
      expect(await response.json()).toEqual({ text: 'swept' });
      const pinged = await post(open, '/mcp', { jsonrpc: '2.0', id: 1, method: 'ping' }, headers);
      expect(pinged.status).toBe(200);
    }
    expect((await open.send('/.well-known/oauth-protected-resource')).status).toBe(404);
  });
});

describe('the log', () => {
  it('never holds a token, whole or in part', async () => {
    const asked = createTestServer({ issuer });
    const sent = await Promise.all([
      issuer.mint(),
      issuer.mint({ aud: 'https://other.example' }),
      issuer.mint({ exp: now - 999 }),
      issuer.mint({}, { kid: 'another key' }),
      issuer.mint().then(tamper),
    ]);
    for (const token of sent) {
      await ask(token, asked);
      await post(asked, '/tools/explode', {}, bearer(token));
      await post(asked, '/mcp', { jsonrpc: '2.0', id: 1, method: 'ping' }, bearer(token));
    }
    const text = asked.logs.join('\n');
    expect(text).toContain('explode');
    for (const part of sent.flatMap((token) => token.split('.'))) expect(text).not.toContain(part);
  });
});

describe('resolveAuth', () => {
  it('fills every placeholder', () => {
    const env = { TEST_ISSUER: 'https://login.example', TEST_CLIENT: 'abc' };
    expect(resolveAuth({ ...oauth2Contract, tenants: ['{client}-t'], clients: ['{client}'] }, env)).toEqual({
      ok: true,
      settings: {
        kind: 'oauth2',
        issuers: ['https://login.example/v2.0', 'https://login.example/v1/'],
        audiences: ['abc', 'api://abc'],
        authorizationUrl: 'https://login.example/authorize',
        tokenUrl: 'https://login.example/token',
        scopePrefix: 'api://abc/',
        scopes: { 'Notes.Read': 'Read notes', 'Notes.Write': 'Write notes' },
        tenants: ['abc-t'],
        clients: ['abc'],
      },
    });
  });

  it.each([
    { env: {}, missing: ['TEST_ISSUER', 'TEST_CLIENT'], set: [] },
    { env: { TEST_CLIENT: 'abc' }, missing: ['TEST_ISSUER'], set: ['TEST_CLIENT'] },
    { env: { TEST_CLIENT: 'abc', TEST_ISSUER: '' }, missing: ['TEST_ISSUER'], set: ['TEST_CLIENT'] },
  ])('reports what is missing of $env', ({ env, missing, set }) => {
    expect(resolveAuth(oauth2Contract, env)).toEqual({ ok: false, missing, set });
  });

  it('takes a value as it is, special characters of String.replace included', () => {
    const resolved = resolveAuth(oauth2Contract, { TEST_ISSUER: "https://a/$&$'{client}", TEST_CLIENT: 'b' });
    expect(resolved).toMatchObject({ settings: { tokenUrl: "https://a/$&$'{client}/token" } });
  });

  it('needs nothing where there is no sign-in', () => {
    expect(resolveAuth({ kind: 'none' }, {})).toEqual({ ok: true, settings: { kind: 'none' } });
  });
});
