import { joinBytes } from './bytes.js';
import { ToolFailure, toolError } from './errors.js';
import { type HostedRequest, headerOf, hostParts } from './hosted.js';

const mostBytes = 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What a request carries: JSON, or nothing at all. */
export type Body = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'empty' };

const empty: Body = { kind: 'empty' };

/**
 * Reads a JSON body of at most 1 MiB. Throws ToolFailure: 415 for another media type, charset or encoding, 413 when it
 * is larger, 400 when it is not UTF-8 or not JSON. No bytes are `empty`, with or without a content type.
 */
export async function readJsonBody(request: HostedRequest): Promise<Body> {
  const declared = headerOf(request, 'content-length');
  if (declared === '0') return empty;
  const type = headerOf(request, 'content-type');
  if (type !== null && !isJsonType(type)) throw unsupported('Send the body as application/json in UTF-8.');
  if ((headerOf(request, 'content-encoding') ?? 'identity') !== 'identity')
    throw unsupported('Send the body uncompressed.');
  if (declared !== null && Number(declared) > mostBytes) throw tooLarge();
  // A length that the HTTP framing itself enforces lets the host hand the bytes over in one piece, which takes a third of
  // the time; without one they are counted as they come.
  const isFramed = declared !== null && /^\d+$/.test(declared) && headerOf(request, 'transfer-encoding') === null;
  const bytes = await (isFramed ? readFramed(request) : readStream(request)).catch(endedEarly);
  if (bytes.length > mostBytes) throw tooLarge();
  if (bytes.length === 0) return empty;
  if (type === null) throw unsupported('Send the body with the content type application/json.');
  try {
    return { kind: 'json', value: JSON.parse(utf8.decode(bytes)) };
  } catch {
    throw new ToolFailure(toolError('invalid_json', 'The body is not valid JSON in UTF-8.'));
  }
}

/** `application/json` with any parameters, but for a charset other than UTF-8. */
function isJsonType(type: string): boolean {
  if (type === 'application/json') return true;
  const [essence = '', ...parameters] = type.toLowerCase().split(';');
  return (
    essence.trim() === 'application/json' &&
    parameters.every((parameter) => {
      const [name = '', value = ''] = parameter.split('=');
      return name.trim() !== 'charset' || /^\s*"?utf-?8"?\s*$/.test(value);
    })
  );
}

function endedEarly(error: unknown): never {
  if (error instanceof ToolFailure) throw error;
  throw new ToolFailure(toolError('cancelled', 'The request ended before its body did.'));
}

async function readFramed(request: HostedRequest): Promise<Uint8Array> {
  return (await request[hostParts]?.bytes()) ?? new Uint8Array(await request.arrayBuffer());
}

async function readStream(request: Request): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { value } = await reader.read();
    if (value === undefined) break;
    size += value.length;
    if (size > mostBytes) {
      reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(value);
  }
  return joinBytes(chunks);
}

function tooLarge(): ToolFailure {
  return new ToolFailure(toolError('payload_too_large', `The body is larger than ${mostBytes} bytes.`));
}

function unsupported(detail: string): ToolFailure {
  return new ToolFailure(toolError('unsupported_media_type', detail));
}
