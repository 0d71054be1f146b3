import type { Json } from '../../contract.js';
import { type HeaderRecord, securityHeaders } from '../../http.js';

/** Something public as bytes, made once. */
export interface Prepared {
  /** Answers a GET: 304 when the client has these very bytes already. */
  respond(request: Request): Promise<Response>;
}

/** Any page may read the public documents. */
export const anyOrigin = { 'access-control-allow-origin': '*' } as const;

/** Prepares a JSON document. */
export function prepare(document: Json): Prepared {
  const bytes = new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`);
  return prepareBytes(bytes, { ...anyOrigin, 'content-type': 'application/json' });
}

/** Prepares bytes that go out with `own` headers. Clients may keep them but must ask whether they still hold. */
export function prepareBytes(bytes: Uint8Array<ArrayBuffer>, own: HeaderRecord): Prepared {
  let tag: Promise<string> | undefined;
  return {
    async respond(request) {
      tag ??= tagOf(bytes);
      const etag = await tag;
      const headers = { ...securityHeaders, etag, 'cache-control': 'no-cache', ...own };
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
