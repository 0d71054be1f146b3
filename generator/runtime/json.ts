/** Levels of nesting that JSON from outside may have; what handlers and serializers do with more could end the stack. */
export const mostDepth = 200;

const [quote, backslash, openBracket, openBrace, closeBracket, closeBrace] = [0x22, 0x5c, 0x5b, 0x7b, 0x5d, 0x7d];

/** Reads JSON from outside. Throws an Error when it is none, or nested deeper than {@link mostDepth}. */
export function parseJson(text: string): unknown {
  // Each level takes two characters: most texts are too short to be deep.
  if (text.length > 2 * mostDepth && isTooDeep(text)) throw new Error(`nested deeper than ${mostDepth} levels`);
  return JSON.parse(text);
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === backslash) at += 1;
      else if (code === quote) isText = false;
    } else if (code === quote) isText = true;
    else if (code === openBracket || code === openBrace) {
      depth += 1;
      if (depth > mostDepth) return true;
    } else if (code === closeBracket || code === closeBrace) depth -= 1;
  }
  return false;
}
