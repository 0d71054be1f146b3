import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer, openSession, post, toolCall } from '../../testing/client.js';
import { appClaims, audience, clientId, createTestIssuer, type TestIssuer, tenant } from '../../testing/issuer.js';
import { createTestServer, type TestServer } from '../test-service.js';

let issuer: TestIssuer;
let server: TestServer;
/** Where the tokens of strangers say that their keys are. Nobody may ask there. */
let strangersHost: Server;
let strangersUrl: string;
let visits = 0;

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const edwards = generateKeyPairSync('ed25519');
const strangersJwk = { ...stranger.publicKey.export({ format: 'jwk' }), kid: 'key-of-the-tests', use: 'sig' };
const now = Math.floor(Date.now() / 1000);
const secretClaim = 'a claim that is nobody else’s affair';

beforeAll(async () => {
  issuer = await createTestIssuer();
  server = createTestServer({ issuer });
  strangersHost = createServer((_request, response) => {
    visits += 1;
    response.end(JSON.stringify({ issuer: issuer.v2, jwks_uri: `${strangersUrl}/jwks`, keys: [strangersJwk] }));
  });
  await new Promise<void>((resolve) => strangersHost.listen(0, '127.0.0.1', resolve));
  strangersUrl = `http://127.0.0.1:${(strangersHost.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await issuer.close();
  strangersHost.close();
});

type Claims = Readonly<Record<string, unknown>>;

const claims = (changes: Claims = {}): Claims => ({
  ...{ ver: '2.0', iss: issuer.v2, aud: audience, iat: now, nbf: now, exp: now + 3600, tid: tenant, oid: 'ada' },
  ...{ sub: 'pairwise', azp: clientId, scp: 'Notes.Read Notes.Write', note: secretClaim },
  ...changes,
});

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const header = (changes: Claims = {}) => ({ alg: 'RS256', typ: 'JWT', kid: 'key-of-the-tests', ...changes });

/** A token signed by somebody else's key. */
function foreign(changes: Claims = {}, key: KeyObject = stranger.privateKey, hash: string | null = 'sha256'): string {
  const content = `${part(header(changes))}.${part(claims())}`;
  return `${content}.${sign(hash, Buffer.from(content), key).toString('base64url')}`;
}

/** A token whose signature is an HMAC with what everybody knows as its secret. */
function symmetric(alg: 'HS256' | 'HS384' | 'HS512', secret: string | Buffer): string {
  const content = `${part(header({ alg }))}.${part(claims())}`;
  return `${content}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(content)
    .digest('base64url')}`;
}

const publicKey = () => createPublicKey({ key: JSON.parse(issuer.publicKey), format: 'jwk' });
const pem = () => publicKey().export({ type: 'spki', format: 'pem' });
const der = () => publicKey().export({ type: 'spki', format: 'der' });

/** The parts of a good token, to be put together in another way. */
async function rebuilt(build: (parts: readonly [string, string, string]) => string): Promise<string> {
  const [first = '', second = '', third = ''] = (await issuer.mint({ note: secretClaim })).split('.');
  return build([first, second, third]);
}

const unsigned = (alg: unknown) => () => `${part(header({ alg }))}.${part(claims())}.`;
const keepSignature = (alg: string) => () =>
  rebuilt(([, body, signature]) => `${part(header({ alg }))}.${body}.${signature}`);
const minted = (changes: Claims) => () => issuer.mint({ note: secretClaim, ...changes });
const mintedFor = (changes: () => Claims) => () => issuer.mint({ note: secretClaim, ...changes() });
/** Signed by the right key, so that the header alone is at fault. */
const headed = (changes: Claims) => () => issuer.sign(JSON.stringify(claims()), changes);
const saying = (payload: () => string) => () => issuer.sign(payload());
const offering = (changes: () => Claims) => () => foreign(changes());

const mutations: Readonly<Record<string, () => string | Promise<string>>> = {
  'alg none': unsigned('none'),
  'alg None': unsigned('None'),
  'alg NONE': unsigned('NONE'),
  'alg nOnE': unsigned('nOnE'),
  'an empty alg': unsigned(''),
  'alg null': unsigned(null),
  'a list of algs': unsigned(['RS256', 'none']),
  'no alg': unsigned(undefined),
  'alg none over a good signature': keepSignature('none'),
  'alg rs256 over a good signature': keepSignature('rs256'),
  'alg RS512 over a good signature': keepSignature('RS512'),
  'HS256 with the public key as PEM': () => symmetric('HS256', pem()),
  'HS256 with the public key as DER': () => symmetric('HS256', der()),
  'HS256 with the public key as JSON': () => symmetric('HS256', issuer.publicKey),
  'HS256 with the modulus': () => symmetric('HS256', Buffer.from(JSON.parse(issuer.publicKey).n, 'base64url')),
  'HS256 with nothing': () => symmetric('HS256', ''),
  'HS384 with the public key as PEM': () => symmetric('HS384', pem()),
  'HS512 with the public key as PEM': () => symmetric('HS512', pem()),
  'PS256 by the right key': () => issuer.mint({}, { alg: 'PS256' }),
  'RS384 by the right key': () => issuer.mint({}, { alg: 'RS384' }),
  'ES256 by a stranger': () => foreign({ alg: 'ES256' }, curve.privateKey),
  'EdDSA by a stranger': () => foreign({ alg: 'EdDSA' }, edwards.privateKey, null),
  'a stranger under a known kid': () => foreign(),
  'a stranger under an unknown kid': () => foreign({ kid: 'unknown' }),
  'a stranger offering jku': offering(() => ({ jku: `${strangersUrl}/jwks` })),
  'a stranger offering jku under an unknown kid': offering(() => ({ jku: `${strangersUrl}/jwks`, kid: 'theirs' })),
  'a stranger offering x5u': offering(() => ({ x5u: `${strangersUrl}/cert.pem` })),
  'a stranger offering jwk': offering(() => ({ jwk: strangersJwk })),
  'a stranger offering jwk without a kid': offering(() => ({ jwk: strangersJwk, kid: undefined })),
  'a stranger offering x5c': offering(() => ({ x5c: ['MIIB'] })),
  'a stranger whose kid is a URL': offering(() => ({ kid: `${strangersUrl}/jwks` })),
  'a stranger as issuer': mintedFor(() => ({ iss: strangersUrl })),
  'crit with an unknown extension': () => issuer.mint({}, { crit: ['x-test'], 'x-test': 1 }),
  'an unencoded payload': () => foreign({ b64: false, crit: ['b64'] }),
  'a kid that is a number': () => foreign({ kid: 7 }),
  'a kid that is a path': headed({ kid: '../../../../etc/passwd' }),
  'a kid that is SQL': headed({ kid: "' OR 1=1 --" }),
  'a kid of 5 kB': headed({ kid: 'k'.repeat(5000) }),
  'two algs in one header': () =>
    rebuilt(
      ([, body, signature]) => `${part('{"alg":"RS256","alg":"none","kid":"key-of-the-tests"}')}.${body}.${signature}`,
    ),
  'a changed payload': () => rebuilt(([first, , third]) => `${first}.${part(claims({ oid: 'eve' }))}.${third}`),
  'a changed header': () => rebuilt(([, second, third]) => `${part(header({ typ: 'at+jwt' }))}.${second}.${third}`),
  'a signature cut short': () => rebuilt(([first, second, third]) => `${first}.${second}.${third.slice(0, -8)}`),
  'a signature of zeros': () => rebuilt(([first, second]) => `${first}.${second}.${'A'.repeat(342)}`),
  'no signature': () => rebuilt(([first, second]) => `${first}.${second}.`),
  'two parts': () => rebuilt(([first, second]) => `${first}.${second}`),
  'four parts': () => rebuilt(([first, second, third]) => `${first}.${second}.${third}.${third}`),
  'five parts, as encrypted ones have': () => rebuilt((parts) => [...parts, 'AAAA', 'BBBB'].join('.')),
  'a dot at its end': () => rebuilt((parts) => `${parts.join('.')}.`),
  'the signature of another token': async () => {
    const other = (await issuer.mint({ oid: 'bob' })).split('.')[2] ?? '';
    return rebuilt(([first, second]) => `${first}.${second}.${other}`);
  },
  'a token within a token': async () => issuer.sign(await issuer.mint(), { cty: 'JWT' }),
  'a payload that is a list': saying(() => JSON.stringify([claims()])),
  'a payload that is a text': saying(() => '"claims"'),
  'a payload that is null': saying(() => 'null'),
  'a payload that is no JSON': saying(() => '{"iss":'),
  'an empty payload': saying(() => ''),
  'deep nesting': saying(() => '['.repeat(3000)),
  'more than 16 kB': minted({ padding: 'x'.repeat(20_000) }),
  'no aud': minted({ aud: undefined }),
  'an empty aud': minted({ aud: '' }),
  'another aud': minted({ aud: 'https://graph.microsoft.com' }),
  'an aud that only starts right': minted({ aud: `${audience}.evil.example` }),
  'an aud with a path more': minted({ aud: `${audience}/mcp/more` }),
  'an aud in upper case': minted({ aud: audience.toUpperCase() }),
  'no aud in a list': minted({ aud: [] }),
  'another aud in a list': minted({ aud: ['https://graph.microsoft.com'] }),
  'an aud that is a number': minted({ aud: 7 }),
  'an aud that is an object': minted({ aud: { [audience]: true } }),
  'no iss': minted({ iss: undefined }),
  'an empty iss': minted({ iss: '' }),
  'another iss': minted({ iss: 'https://login.microsoftonline.com/common/v2.0' }),
  'an iss with a slash more': mintedFor(() => ({ iss: `${issuer.v2}/` })),
  'an iss that only starts right': mintedFor(() => ({ iss: `${issuer.v2}.evil.example` })),
  'a list of iss': mintedFor(() => ({ iss: [issuer.v2] })),
  'no tid': minted({ tid: undefined }),
  'an empty tid': minted({ tid: '' }),
  'a tid that is a number': minted({ tid: 7 }),
  'no oid': minted({ oid: undefined }),
  'a list of oid': minted({ oid: ['ada'] }),
  'no azp': minted({ azp: undefined }),
  'an azp that is an object': minted({ azp: {} }),
  'no exp': minted({ exp: undefined }),
  expired: minted({ exp: now - 120 }),
  'an exp that is a text': minted({ exp: String(now + 3600) }),
  'an exp below zero': minted({ exp: -1 }),
  'an exp that is null': saying(() => JSON.stringify(claims({ exp: null }))),
  'not yet valid': minted({ nbf: now + 600 }),
  'an nbf that is a text': minted({ nbf: 'now' }),
  'an ID token': minted({ scp: undefined, aud: clientId, nonce: 'n' }),
  'an ID token with roles': minted({ scp: undefined, aud: clientId, roles: ['Notes.Sweep'] }),
  'a user without scp': minted({ ...appClaims, idtyp: 'user' }),
  'an app without roles': minted({ ...appClaims, roles: undefined }),
  'an app whose roles are a text': minted({ ...appClaims, roles: 'Notes.Sweep' }),
  'an app with scp': minted({ idtyp: 'app' }),
  'an empty scp': minted({ scp: '' }),
  'an scp of spaces': minted({ scp: '   ' }),
  'a list of scp': minted({ scp: ['Notes.Read'] }),
};

/** The ways in, each with the resource that its challenge points at. */
const ways: Readonly<Record<string, (token: string) => Promise<Response>>> = {
  'POST /tools/echo': (token) => post(server, '/tools/echo', { text: 'a' }, bearer(token)),
  'POST /tools/hello, which is public': (token) => post(server, '/tools/hello', {}, bearer(token)),
  'POST /mcp': (token) => post(server, '/mcp', toolCall('echo', { text: 'a' }), bearer(token)),
  'POST /sse': (token) => post(server, '/sse', toolCall('hello', {}), bearer(token)),
  'GET /sse': async (token) => {
    const session = await openSession(server, token);
    if (session instanceof Response) return session;
    throw new Error('a session was opened');
  },
};

describe.each(Object.entries(ways))('%s', (way, send) => {
  it.each(Object.entries(mutations))('refuses %s', async (_name, forge) => {
    const token = await forge();
    const logged = server.logs.length;
    const response = await send(token);
    const body = await response.text();
    expect(response.status).toBe(401);
    expect(JSON.parse(body)).toMatchObject({ code: 'invalid_token', status: 401 });
    const path = way.startsWith('POST /tools') ? '' : way.replace(/^\w+ /, '');
    expect(response.headers.get('www-authenticate')).toMatch(
      new RegExp(`^Bearer error="invalid_token", .*resource_metadata="${audience}/[^"]+resource${path}"`),
    );
    const said = [body, ...response.headers.values(), ...server.logs.slice(logged)].join('\n');
    expect(server.logs.length).toBeGreaterThan(logged);
    for (const secret of [...token.split('.'), secretClaim]) {
      if (secret.length > 8) expect(said).not.toContain(secret);
    }
  });
});

it('asks no stranger for keys', () => {
  expect(visits).toBe(0);
});

it('is a list of no fewer than 60 tokens', () => {
  expect(Object.keys(mutations).length).toBeGreaterThan(60);
});

describe('a good token that lacks something is a 403 on every surface', () => {
  const calls: Readonly<Record<string, (token: string, tool: string) => Promise<Response>>> = {
    rest: (token, tool) => post(server, `/tools/${tool}`, {}, bearer(token)),
    mcp: (token, tool) => post(server, '/mcp', toolCall(tool, {}), bearer(token)),
  };

  it.each(Object.entries(calls))('a scope, over %s', async (_name, call) => {
    const response = await call(await issuer.mint({ scp: 'Notes.Read' }), 'save');
    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer error="insufficient_scope"/);
  });

  it.each(Object.entries(calls))('being a person, over %s', async (name, call) => {
    const response = await call(await issuer.mint(appClaims), 'save');
    // Only what signing in again would mend is shown in the HTTP of MCP.
    expect(response.status).toBe(name === 'rest' ? 403 : 200);
    expect(await response.text()).toMatch(/forbidden/);
  });
});
