import { challenge } from '../../auth/challenge.js';
import { problem, type ToolError } from '../../errors.js';
import type { Runtime } from '../../tool.js';

/** A failure as REST answers it: its own status and a problem document (RFC 9457). */
export function problemResponse(runtime: Runtime, error: ToolError, requestId: string): Response {
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  });
  const authenticate = challenge(runtime, error, '');
  if (authenticate !== undefined) headers.set('www-authenticate', authenticate);
  if (error.status === 503) headers.set('retry-after', '5');
  if (error.status === 405) headers.set('allow', 'POST');
  return new Response(JSON.stringify(problem(error, requestId)), { status: error.status, headers });
}
