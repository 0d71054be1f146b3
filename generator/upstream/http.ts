import { readBytes } from '../runtime/bytes.js';
import type { ContentBlock, ToolContext } from '../runtime/contract.js';
import { unavailable } from '../runtime/errors.js';
import { parseJson } from '../runtime/json.js';
import type { Credential } from './credentials.js';
import type { Operation, UpstreamError } from './operation.js';
import { type PreparedRequest, prepare, type Target } from './request.js';

/** An HTTP API that tools forward to. */
export interface HttpUpstream {
  /**
   * Sends one call, and resolves to what the tool answers with; the runtime holds it to the tool's output schema. The caller's
   * token is never sent. A failure of the API becomes an error that the tool declares, without a word of its body.
   */
  send<Output>(ctx: ToolContext<unknown, UpstreamError>, input: object, operation: Operation): Promise<Output>;
}

export interface HttpUpstreamOptions {
  /** Where the API is when UPSTREAM_URL does not say; http or https. Without either, calls answer 503. */
  readonly url?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How requests are signed; a credential whose variable is unset is left out. */
  readonly credentials?: readonly Credential[];
  /** For tests and for hosts that have their own; the global one otherwise. */
  readonly fetch?: typeof fetch;
}

/** Most bytes that are read of one answer: what is longer no client would take. */
const mostBytes = 4 * 1024 * 1024;
const mostRedirects = 3;

/** Binds an API to the environment. Throws an Error that names the variable when UPSTREAM_URL is no http address. */
export function createHttpUpstream({
  url,
  env,
  credentials = [],
  fetch: send = fetch,
}: HttpUpstreamOptions): HttpUpstream {
  const address = env['UPSTREAM_URL'] || url;
  const base = address === undefined ? undefined : baseOf(address);
  const signed = credentials.flatMap((credential) => {
    const value = env[credential.variable];
    return value ? [{ ...credential, value }] : [];
  });
  return {
    async send<Output>(ctx: ToolContext<unknown, UpstreamError>, input: object, operation: Operation): Promise<Output> {
      if (base === undefined)
        throw unavailable('UPSTREAM_URL is not set: this server does not know where its API is.', undefined);
      const response = await request(ctx, prepared(ctx, { operation, input, target: { base, credentials: signed } }), {
        method: operation.method,
        send,
      });
      refuseFailure(ctx, response);
      // The runtime holds the result against the tool's schema.
      return (await resultOf(ctx, response, operation.answer)) as Output;
    },
  };
}

function baseOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.hash !== '') {
    throw new Error('UPSTREAM_URL has to be an http or https address, without a user or a fragment.');
  }
  return url;
}

type Ctx = ToolContext<unknown, UpstreamError>;

interface ToPrepare {
  readonly operation: Operation;
  readonly input: object;
  readonly target: Target;
}

function prepared(ctx: Ctx, { operation, input, target }: ToPrepare): PreparedRequest {
  try {
    return prepare(operation, input, target);
  } catch (error) {
    if (error instanceof RangeError)
      throw ctx.error('upstream_refused', { detail: `The call can't be sent: ${error.message}.` });
    throw error;
  }
}

interface Sending {
  readonly method: string;
  readonly send: typeof fetch;
}

/** Sends a request; follows redirects within the API's own origin, and only where nothing was asked to change. */
async function request(
  ctx: Ctx,
  { url, headers, body }: PreparedRequest,
  { method, send }: Sending,
): Promise<Response> {
  let target = url;
  for (let redirects = 0; ; redirects++) {
    let response: Response;
    try {
      response = await send(target, {
        method,
        headers,
        redirect: 'manual',
        signal: ctx.signal,
        ...(body !== undefined && { body }),
      });
    } catch (error) {
      if (ctx.signal.aborted) throw error;
      throw unavailable('The API behind this tool can not be reached.', error);
    }
    const location = response.headers.get('Location');
    if (response.status < 300 || response.status >= 400 || response.status === 304 || location === null)
      return response;
    await response.body?.cancel();
    const next = URL.canParse(location, target.href) ? new URL(location, target) : undefined;
    const isSafe = method === 'GET' || method === 'HEAD';
    if (next === undefined || next.origin !== url.origin || !isSafe || redirects >= mostRedirects) {
      throw ctx.error('upstream_failed', {
        detail: `The API answered with a redirect (${response.status}) that is not followed.`,
      });
    }
    target = next;
  }
}

/** Throws the declared error of an answer that is no success. */
function refuseFailure(ctx: Ctx, { status, body }: Response): void {
  if (status >= 200 && status < 300) return;
  void body?.cancel().catch(() => {});
  ctx.log.warn({ status }, 'the API behind the tool refused a call');
  if (status === 404 || status === 410)
    throw ctx.error('upstream_not_found', { detail: `The API has no such thing (${status}).` });
  if (status === 429) throw ctx.error('upstream_busy');
  if (status === 401 || status === 403) {
    throw ctx.error('upstream_refused', { detail: `The API does not let this server do that (${status}).` });
  }
  if (status >= 400 && status < 500)
    throw ctx.error('upstream_refused', { detail: `The API refused the call (${status}).` });
  throw ctx.error('upstream_failed', { detail: `The API failed (${status}).` });
}

async function resultOf(ctx: Ctx, response: Response, answer: Operation['answer']): Promise<unknown> {
  if (answer === 'status') {
    await response.body?.cancel();
    return { status: response.status };
  }
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readBytes(response.body, mostBytes);
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    throw unavailable('The API behind this tool broke off its answer.', error);
  }
  if (bytes === undefined)
    throw ctx.error('upstream_failed', { detail: `The API's answer is longer than ${mostBytes} bytes.` });
  const type = response.headers.get('Content-Type') ?? '';
  if (answer === 'content') return [blockOf(bytes, type, response.url)];
  const value = jsonOf(bytes);
  if (value === undefined)
    throw ctx.error('upstream_failed', { detail: 'The API answered with something that is no JSON.' });
  return answer === 'result' ? { result: value } : value;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function blockOf(bytes: Uint8Array, type: string, uri: string): ContentBlock {
  const [mimeType = ''] = type.toLowerCase().split(';', 1);
  const kind = /^(image|audio)\//.exec(mimeType)?.[1];
  if (kind === 'image' || kind === 'audio') return { type: kind, data: base64(bytes), mimeType };
  try {
    return { type: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return {
      type: 'resource',
      resource: {
        uri: uri.split('?', 1)[0] || 'upstream:answer',
        blob: base64(bytes),
        ...(mimeType !== '' && { mimeType }),
      },
    };
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
