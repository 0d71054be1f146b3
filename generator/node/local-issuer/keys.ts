import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { asRecord, readJsonObject, writePrivateJson } from './files.js';

/** What the issuer must keep from one run to the next. */
export interface Secrets {
  /** RSA private key, with its `kid`. */
  readonly signingKey: JWK & { readonly kid: string };
  /** Signs the cookies of the sign-in page. */
  readonly cookieKey: string;
  /** Secret of the pre-registered client `chatgpt`. */
  readonly chatgptSecret: string;
}

/** Loads the secrets in `folder`/keys.json, or makes some there that later runs find again. */
export async function loadSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, 'keys.json');
  const stored = readSecrets(file);
  if (stored !== undefined) return stored;
  const secrets = { signingKey: await createSigningKey(), cookieKey: randomText(), chatgptSecret: randomText() };
  writePrivateJson(file, secrets);
  return secrets;
}

async function createSigningKey(): Promise<Secrets['signingKey']> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** The file as written above; anything else in its place is replaced. */
function readSecrets(file: string): Secrets | undefined {
  const { signingKey, cookieKey, chatgptSecret } = readJsonObject(file) ?? {};
  const key = asRecord(signingKey);
  if (key === undefined || typeof cookieKey !== 'string' || typeof chatgptSecret !== 'string') return undefined;
  const { kid, kty, d } = key;
  if (typeof kid !== 'string' || kty !== 'RSA' || typeof d !== 'string') return undefined;
  return { signingKey: { ...key, kty, kid }, cookieKey, chatgptSecret };
}
