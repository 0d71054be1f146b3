import type { Prepared } from '../discovery/prepared.js';

/** The header of bytes that are compressed with gzip already. */
export const gzipped = { 'content-encoding': 'gzip', vary: 'accept-encoding' } as const;

/** Answers with prepared {@link gzipped} bytes; unpacked, to a client that takes no gzip. */
export async function respondGzipped(prepared: Prepared, request: Request): Promise<Response> {
  const response = await prepared.respond(request);
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(request.headers.get('accept-encoding') ?? '');
  if (takesGzip || response.body === null) return response;
  const headers = new Headers(response.headers);
  headers.delete('content-encoding');
  // It names the packed bytes.
  headers.delete('etag');
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip')), { headers });
}
