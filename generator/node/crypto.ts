import { hash, randomUUID } from 'node:crypto';
import type { FetchOptions } from '../runtime/app.js';

/** What the runtime asks its host for. */
export const hostCrypto: Pick<FetchOptions, 'newId' | 'digest'> = {
  newId: randomUUID,
  digest: (text) => hash('sha256', text, 'base64'),
};
