import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

/** The issuer's signing key and the public half it publishes. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: Awaited<ReturnType<typeof importJWK>>;
  readonly publicJwk: JWK;
}

/** Loads the key of `folder`, or makes one there that later runs find again. */
export async function loadSigningKey(folder: string, newId: () => string): Promise<SigningKey> {
  const file = join(folder, 'key.json');
  const stored = existsSync(file) ? parseKey(readFileSync(file, 'utf8')) : undefined;
  const jwk = stored ?? (await makeKey(newId()));
  if (stored === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.part`, JSON.stringify(jwk), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }
  const { kty, n, e } = jwk;
  const kid = jwk.kid ?? '';
  return {
    kid,
    privateKey: await importJWK(jwk, 'RS256'),
    publicJwk: { kid, alg: 'RS256', use: 'sig', kty: kty ?? 'RSA', n: n ?? '', e: e ?? '' },
  };
}

async function makeKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid };
}

function parseKey(text: string): JWK | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // Written by makeKey below; anything else in its place is replaced.
    return typeof value === 'object' && value !== null && 'd' in value && 'kid' in value ? (value as JWK) : undefined;
  } catch {
    return undefined;
  }
}
