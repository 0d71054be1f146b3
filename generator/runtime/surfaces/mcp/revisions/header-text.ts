const utf8 = new TextDecoder('utf-8', { fatal: true });
const printable = /^[\t\x20-\x7e]*$/;

/**
 * What a header value stands for: itself, or the text within `=?base64?...?=`, which is how text outside of ASCII
 * travels in a header (MCP specification 2026-07-28, streamable-http). Undefined when it is neither.
 */
export function headerText(value: string): string | undefined {
  const encoded = /^=\?base64\?(.*)\?=$/.exec(value)?.[1];
  if (encoded === undefined) return printable.test(value) ? value : undefined;
  try {
    return utf8.decode(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
