import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { asRecord, readJsonObject, writePrivateJson } from './files.js';

/** RSA private key, with its `kid`. */
type SigningKey = JWK & { readonly kid: string };

/** What the issuer must keep from one run to the next. */
export interface Secrets {
  /** The key that signs, then the one that did before, whose tokens may still be about. */
  readonly signingKeys: readonly SigningKey[];
  /** Since when the first key signs, in milliseconds since the epoch. */
  readonly signingSince: number;
  /** Signs the cookies of the sign-in page. */
  readonly cookieKey: string;
  /** Secret of the pre-registered client `chatgpt`. */
  readonly chatgptSecret: string;
}

/** How long a key signs: a laptop sees keys rotate as often as Entra's may. */
const signingMs = 24 * 60 * 60 * 1000;

/**
 * Loads the secrets in `folder`/keys.json, or makes some there that later runs find again. A key that has signed for a
 * day is followed by another.
 */
export async function loadSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, 'keys.json');
  const stored = readSecrets(file);
  if (stored !== undefined && Date.now() - stored.signingSince < signingMs) return stored;
  const before = stored?.signingKeys.slice(0, 1) ?? [];
  const secrets = {
    cookieKey: stored?.cookieKey ?? randomText(),
    chatgptSecret: stored?.chatgptSecret ?? randomText(),
    signingSince: Date.now(),
    signingKeys: [await createSigningKey(), ...before],
  };
  writePrivateJson(file, secrets);
  return secrets;
}

async function createSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** The file as written above; anything else in its place is replaced. One of an earlier release has a single key. */
function readSecrets(file: string): Secrets | undefined {
  const {
    signingKey,
    signingKeys = [signingKey],
    signingSince = 0,
    cookieKey,
    chatgptSecret,
  } = readJsonObject(file) ?? {};
  if (!Array.isArray(signingKeys) || typeof signingSince !== 'number') return undefined;
  if (typeof cookieKey !== 'string' || typeof chatgptSecret !== 'string') return undefined;
  const keys = signingKeys.map(asSigningKey).filter((key) => key !== undefined);
  return keys.length === 0 ? undefined : { signingKeys: keys, signingSince, cookieKey, chatgptSecret };
}

function asSigningKey(value: unknown): SigningKey | undefined {
  const { kid, kty, d, ...rest } = asRecord(value) ?? {};
  if (typeof kid !== 'string' || kty !== 'RSA' || typeof d !== 'string') return undefined;
  return { ...rest, d, kty, kid };
}
