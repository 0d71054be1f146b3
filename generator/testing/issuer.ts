import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';

/** What a test's token is minted for: the server's base URL. */
export const audience = 'https://notes.example.com';
/** The tenant of the tests' callers. */
export const tenant = '11111111-1111-1111-1111-111111111111';
/** The client that the tests' callers use. */
export const clientId = 'client-of-the-tests';

/** Claims instead of those that a token has by default; an undefined one is left out. */
export type TestClaims = Readonly<Record<string, unknown>>;

/** An issuer on loopback with Entra's two shapes: `v2` and `v1` are the `iss` values of its tokens. */
export interface TestIssuer {
  /** How the world reaches it. */
  readonly url: string;
  /** Where it listens. */
  readonly origin: string;
  readonly v1: string;
  readonly v2: string;
  /** The public key as text, for attacks that use it as a shared secret. */
  readonly publicKey: string;
  /** How often the keys were asked for. */
  keyRequests(): number;
  /** A user's v2 token, with these claims and header fields instead; an undefined one is left out. */
  mint(claims?: TestClaims, header?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Any text, signed by the issuer's key under this header. */
  sign(payload: string, header?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Signs with another key from now on, and publishes no other. */
  rotate(): Promise<void>;
  /** Publishes the keys at this path from now on. */
  moveKeys(path: string): void;
  /** Makes every answer a 500, or those for the keys alone, or none any more. */
  breakDown(what: 'all' | 'keys' | 'nothing'): void;
  close(): Promise<void>;
}

/** A key to sign with, and what is published of it: without `alg`, as Entra does, so that the verifier alone decides. */
async function createKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateJwk: await exportJWK(privateKey), jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

/** Starts an issuer on a free port; `publicUrl` is how the world reaches it, if not by itself. */
export async function createTestIssuer(publicUrl?: string): Promise<TestIssuer> {
  let key = await createKey('key-of-the-tests');
  let broken: 'all' | 'keys' | 'nothing' = 'nothing';
  let asked = 0;
  let keysPath = '/jwks';
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (broken === 'all' || (broken === 'keys' && path === keysPath)) return send(response, 500, {});
    if (path === keysPath) {
      asked += 1;
      return send(response, 200, { keys: [key.jwk] });
    }
    const issuer = { '/v2.0/.well-known/openid-configuration': v2, '/v1/.well-known/openid-configuration': v1 }[path];
    return issuer === undefined
      ? send(response, 404, {})
      : send(response, 200, { issuer, jwks_uri: `${url}${keysPath}` });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = publicUrl ?? origin;
  const v1 = `${url}/v1/`;
  const v2 = `${url}/v2.0`;
  return {
    url,
    origin,
    v1,
    v2,
    publicKey: JSON.stringify(key.jwk),
    keyRequests: () => asked,
    mint: async (claims = {}, header = {}) =>
      new SignJWT({ ...userClaims(v2), ...claims })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })
        .sign(
          await importJWK(key.privateJwk, String(header['alg'] ?? 'RS256')),
          header['crit'] === undefined ? {} : { crit: { 'x-test': true } },
        ),
    sign: async (payload, header = {}) =>
      new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })
        .sign(await importJWK(key.privateJwk, 'RS256')),
    rotate: async () => {
      key = await createKey(`${key.kid}-next`);
    },
    moveKeys: (path) => {
      keysPath = path;
    },
    breakDown: (what) => {
      broken = what;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function userClaims(iss: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    ver: '2.0',
    iss,
    aud: audience,
    iat: now,
    nbf: now,
    exp: now + 3600,
    tid: tenant,
    oid: 'ada',
    sub: 'pairwise-id-of-ada',
    azp: clientId,
    scp: 'Notes.Read Notes.Write',
  };
}

/** Claims that turn a user's token into an application's. */
export const appClaims: TestClaims = {
  scp: undefined,
  idtyp: 'app',
  oid: 'robot',
  sub: 'robot',
  roles: ['Notes.Sweep'],
};

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
