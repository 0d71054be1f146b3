import { wordsOf } from './words.js';

/** What a product is found by: words parted by spaces, in their compared forms, the most telling field first. */
export interface SearchText {
  readonly product_id: string;
  readonly name: string;
  /** With the department. */
  readonly keywords: string;
  readonly description: string;
  /** The ends of all words, for finding what is inside of one: "popcorn" has "opcorn", "pcorn", "corn" and "orn". */
  readonly tails: string;
}

/** Shorter ends are in almost every text. */
export const shortestTail = 3;

/** Takes a product's words apart. */
export function searchTextOf(product: {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly keywords: string;
  readonly description: string;
}): SearchText {
  const keywords = `${product.keywords} ${product.category.replaceAll('_', ' ')}`;
  return {
    product_id: product.id,
    name: formsOf(product.name),
    keywords: formsOf(keywords),
    description: formsOf(product.description),
    tails: tailsOf(`${product.name} ${keywords} ${product.description}`),
  };
}

function formsOf(text: string): string {
  return distinct(wordsOf(text).flatMap(({ plain, stem }) => [plain, stem]));
}

function tailsOf(text: string): string {
  return distinct(
    wordsOf(text).flatMap(({ plain }) => {
      const letters = [...plain];
      return letters.slice(shortestTail).map((_, index) => letters.slice(index + 1).join(''));
    }),
  );
}

function distinct(words: readonly string[]): string {
  return [...new Set(words)].join(' ');
}
