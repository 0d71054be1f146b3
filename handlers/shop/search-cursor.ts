import { createHash } from 'node:crypto';

/** Where a page of results ended. */
export interface Position {
  readonly score: number;
  readonly productId: string;
}

/** An opaque text for `position` in the results of the search that `filters` describes. */
export function encodeCursor(filters: readonly unknown[], position: Position): string {
  return Buffer.from(JSON.stringify([fingerprint(filters), position.score, position.productId])).toString('base64url');
}

/** The position in `cursor`, or undefined when it is not ours or belongs to another search. */
export function decodeCursor(filters: readonly unknown[], cursor: string): Position | undefined {
  const fields = parse(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(fields) || fields.length !== 3) return undefined;
  const [print, score, productId]: unknown[] = fields;
  if (print !== fingerprint(filters) || !Number.isSafeInteger(score)) return undefined;
  return typeof score === 'number' && typeof productId === 'string' ? { score, productId } : undefined;
}

function fingerprint(filters: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(filters)).digest('base64url').slice(0, 12);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
