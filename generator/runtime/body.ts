import { ToolFailure, toolError } from './errors.js';
import type { HttpRequest } from './http.js';
import { mostDepth, parseJson } from './json.js';

const mostBytes = 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON body of at most 1 MiB. Throws ToolFailure: 415 for another media type, charset or encoding, 413 when it
 * is larger, 400 when it is not UTF-8, not JSON or nested too deep. No bytes are undefined, which no JSON is, with or
 * without a content type.
 */
export async function readJsonBody(request: HttpRequest): Promise<unknown> {
  const declared = request.header('content-length');
  if (declared === '0') return undefined;
  const type = request.header('content-type');
  if (type !== null && !isJsonType(type)) throw unsupported('Send the body as application/json in UTF-8.');
  if ((request.header('content-encoding') ?? 'identity') !== 'identity')
    throw unsupported('Send the body uncompressed.');
  if (declared !== null && Number(declared) > mostBytes) throw tooLarge();
  let bytes: Uint8Array | undefined;
  try {
    bytes = await request.bytes(mostBytes);
  } catch {
    throw new ToolFailure(toolError('cancelled', 'The request ended before its body did.'));
  }
  if (bytes === undefined) throw tooLarge();
  if (bytes.length === 0) return undefined;
  if (type === null) throw unsupported('Send the body with the content type application/json.');
  try {
    return parseJson(utf8.decode(bytes));
  } catch {
    throw new ToolFailure(toolError('invalid_json', unreadable));
  }
}

const unreadable = `The body is not valid JSON in UTF-8, nested at most ${mostDepth} levels deep.`;

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

function tooLarge(): ToolFailure {
  return new ToolFailure(toolError('payload_too_large', `The body is larger than ${mostBytes} bytes.`));
}

function unsupported(detail: string): ToolFailure {
  return new ToolFailure(toolError('unsupported_media_type', detail));
}
