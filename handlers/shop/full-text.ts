import type { RawBuilder } from 'kysely';
import type { SearchText } from './search-text.js';
import type { ShopTransaction } from './transact.js';
import type { Word } from './words.js';

/** A product that matches. */
export interface RankedProduct {
  product_id: string;
  /** A whole number; higher is better. */
  score: number;
}

/** A database's own full text search, over the table product_search. */
export interface FullText {
  /** Puts these texts in the place of all that was there. */
  replaceAll(trx: ShopTransaction, texts: readonly SearchText[]): Promise<void>;
  /**
   * The select of what has all of the words, or any: whole, at the beginning of a word, or inside of one. `words` are as
   * words.ts takes them apart, letters and digits alone, and at least one.
   */
  rank(words: readonly Word[], needs: 'all' | 'any'): RawBuilder<RankedProduct>;
  /** The collation that orders text by its bytes. */
  readonly byteOrder: string;
}
