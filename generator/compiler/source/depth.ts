import type { CST } from 'yaml';

/**
 * The offset at which `tokens` nest deeper than `most` levels, if they do.
 * Walks with its own stack: composing such a document first could end the process.
 */
export function tooDeepAt(tokens: readonly CST.Token[], most: number): number | undefined {
  const stack = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { token, depth } = next;
    if (depth > most) return token.offset;
    for (const child of children(token)) stack.push({ token: child, depth: isCollection(child) ? depth + 1 : depth });
  }
  return undefined;
}

function isCollection(token: CST.Token): boolean {
  return token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
}

function children(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') return [];
  const found: CST.Token[] = [];
  for (const item of token.items) {
    if (item.key) found.push(item.key);
    if (item.value) found.push(item.value);
  }
  return found;
}
