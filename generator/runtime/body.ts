import { ToolFailure, toolError } from './errors.js';

const mostBytes = 1024 * 1024;

/** What a request carries: JSON, or nothing at all. */
export type Body = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'empty' };

/**
 * Reads a JSON body of at most 1 MiB. Throws ToolFailure: 415 for another media type, 413 when it is larger,
 * 400 when it is not UTF-8 or not JSON. A body of no bytes is `empty`, whatever its media type.
 */
export async function readJsonBody(request: Request): Promise<Body> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return { kind: 'empty' };
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json *(;|$)/i.test(type) || /charset *= *"?(?!utf-?8)/i.test(type)) {
    throw new ToolFailure(toolError('unsupported_media_type', 'Send the body as application/json in UTF-8.'));
  }
  try {
    return { kind: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    throw new ToolFailure(toolError('invalid_json', 'The body is not valid JSON in UTF-8.'));
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? '');
  if (declared > mostBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    size += read.value.length;
    if (size > mostBytes) {
      await reader?.cancel();
      throw tooLarge();
    }
    chunks.push(read.value);
  }
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
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
