const lineFeed = 0x0a;
const mostBytes = 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The lines of a byte stream, as text; undefined in place of one that is longer than 1 MiB or not UTF-8. Empty lines are
 * left out. The last one needs no line feed.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | undefined> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      const rest = chunk.subarray(start, end);
      const line = size + rest.length > mostBytes ? undefined : decode([...parts, rest]);
      if (line !== '') yield line;
      parts = [];
      size = 0;
      start = end + 1;
    }
    size += chunk.length - start;
    // Of a line that is too long, nothing more is kept.
    if (size > mostBytes) parts = [];
    else parts.push(chunk.subarray(start));
  }
  const last = size > mostBytes ? undefined : decode(parts);
  if (last !== '') yield last;
}

function decode(parts: readonly Uint8Array[]): string | undefined {
  try {
    return utf8.decode(Buffer.concat(parts)).trim();
  } catch {
    return undefined;
  }
}
