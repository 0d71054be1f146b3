import type { Json } from '../../contract.js';
import { securityHeaders } from '../../http.js';

/** A public document as bytes, made once. */
export interface Prepared {
  /** Answers a GET: 304 when the client has these very bytes already. */
  respond(request: Request): Promise<Response>;
}

/** Any page may read the public documents. */
export const anyOrigin = { 'access-control-allow-origin': '*' } as const;

/** Prepares a JSON document. Clients may keep it but must ask whether it still holds. */
export function prepare(document: Json): Prepared {
  const bytes = new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`);
  let tag: Promise<string> | undefined;
  return {
    async respond(request) {
      tag ??= tagOf(bytes);
      const etag = await tag;
      const headers = {
        ...securityHeaders,
        ...anyOrigin,
        etag,
        'cache-control': 'no-cache',
        'content-type': 'application/json',
      };
      const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
      const isKnown = known.some((each) => each === '*' || each.replace(/^W\//, '') === etag);
      return isKnown ? new Response(null, { status: 304, headers }) : new Response(bytes, { headers });
    },
  };
}

async function tagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `"${[...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
}
