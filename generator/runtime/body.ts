import { ToolFailure, toolError } from './errors.js';

const mostBytes = 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What a request carries: JSON, or nothing at all. */
export type Body = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'empty' };

const empty: Body = { kind: 'empty' };

/**
 * Reads a JSON body of at most 1 MiB. Throws ToolFailure: 415 for another media type, charset or encoding, 413 when it
 * is larger, 400 when it is not UTF-8 or not JSON. No bytes are `empty`, with or without a content type.
 */
export async function readJsonBody(request: Request): Promise<Body> {
  const { headers } = request;
  if (headers.get('content-length') === '0') return empty;
  const type = headers.get('content-type');
  if (type !== null && !isJsonType(type)) throw unsupported('Send the body as application/json in UTF-8.');
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') throw unsupported('Send the body uncompressed.');
  const bytes = await readBytes(request);
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

/**
 * The bytes of a body. A length that the HTTP framing itself enforces lets the host hand them over in one piece, which
 * takes a third of the time; without one they are counted as they come. The limit is checked either way.
 */
async function readBytes(request: Request): Promise<Uint8Array> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > mostBytes) throw tooLarge();
  const framed = declared !== null && /^\d+$/.test(declared) && !request.headers.has('transfer-encoding');
  try {
    const bytes = framed ? new Uint8Array(await request.arrayBuffer()) : await readStream(request);
    if (bytes.length > mostBytes) throw tooLarge();
    return bytes;
  } catch (error) {
    if (error instanceof ToolFailure) throw error;
    throw new ToolFailure(toolError('cancelled', 'The request ended before its body did.'));
  }
}

async function readStream(request: Request): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader.read(); read.value !== undefined; read = await reader.read()) {
    size += read.value.length;
    if (size > mostBytes) {
      reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(read.value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function tooLarge(): ToolFailure {
  return new ToolFailure(toolError('payload_too_large', `The body is larger than ${mostBytes} bytes.`));
}

function unsupported(detail: string): ToolFailure {
  return new ToolFailure(toolError('unsupported_media_type', detail));
}
