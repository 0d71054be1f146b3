import type { Caller } from '../contract.js';

/** The caller of a request without a token. */
export const anonymous: Caller = { tenant: '', subject: '', clientId: '', scopes: [], roles: [], kind: 'anonymous' };
