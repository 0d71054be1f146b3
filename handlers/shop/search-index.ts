import type { Product } from './product.js';
import { queryWordsOf, type Word, wordsOf } from './words.js';

/** The products with their words taken apart. */
export type SearchIndex = readonly IndexedProduct[];

/** A product that matches, with its rank. */
export interface Match {
  readonly product: Product;
  /** Higher is better. */
  readonly score: number;
}

interface IndexedProduct {
  readonly product: Product;
  /** Words by field, the most telling field first. */
  readonly fields: readonly (readonly Word[])[];
}

/** How well a word matches a field: whole word, start of a word, inside a word, not at all. */
const wholeWord = 3;
const prefix = 2;
const substring = 1;

/** Shorter pieces are inside almost every text. */
const shortestSubstring = 3;

/** Prepares products for {@link findMatches}. */
export function indexProducts(products: readonly Product[]): SearchIndex {
  return products.map((product) => ({
    product,
    fields: [
      wordsOf(product.name),
      wordsOf(`${product.keywords} ${product.category.replaceAll('_', ' ')}`),
      wordsOf(product.description),
    ],
  }));
}

/** The products that have all the words of `query`, or when there is none, those that have any. Not ordered. */
export function findMatches(index: SearchIndex, query: string): Match[] {
  const words = queryWordsOf(query);
  const any: Match[] = [];
  const all: Match[] = [];
  for (const { product, fields } of index) {
    const scores = words.map((word) => scoreOf(word, fields));
    const match = { product, score: scores.reduce((total, score) => total + score, 0) };
    if (match.score > 0) any.push(match);
    if (match.score > 0 && !scores.includes(0)) all.push(match);
  }
  return all.length > 0 ? all : any;
}

/** One digit per field, so that a field always outweighs the ones after it. */
function scoreOf(word: Word, fields: IndexedProduct['fields']): number {
  return fields.reduce((score, field) => score * (wholeWord + 1) + bestOf(word, field), 0);
}

function bestOf(word: Word, field: readonly Word[]): number {
  let best = 0;
  for (const candidate of field) {
    if (candidate.stem === word.stem) return wholeWord;
    if (candidate.plain.startsWith(word.plain)) best = Math.max(best, prefix);
    else if (word.plain.length >= shortestSubstring && candidate.plain.includes(word.plain))
      best = Math.max(best, substring);
  }
  return best;
}
