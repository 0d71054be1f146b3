/** A word in the two forms that are compared. */
export interface Word {
  /** Without case and accents. */
  readonly plain: string;
  /** Without its plural ending as well. */
  readonly stem: string;
}

const fillers = new Set(['a', 'an', 'and', 'for', 'in', 'me', 'my', 'of', 'or', 'some', 'the', 'to', 'with']);

/** The distinct words of a text, in order; anything but letters and digits parts words. */
export function wordsOf(text: string): Word[] {
  const plain =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(plain)].map((word) => ({ plain: word, stem: stemOf(word) }));
}

/** The words of a search: fillers such as "of" count only when there is nothing else. */
export function queryWordsOf(text: string): Word[] {
  const words = wordsOf(text);
  const telling = words.filter((word) => !fillers.has(word.plain));
  return telling.length > 0 ? telling : words;
}

/** Makes singular and plural equal: eggs, egg; tomatoes, tomato; cherries, cherry; cheeses, cheese. */
function stemOf(word: string): string {
  let stem = word;
  if (stem.length > 3 && /[^sui]s$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.length > 3 && stem.endsWith('e')) stem = stem.slice(0, -1);
  if (stem.length > 3 && /[^aeiou]y$/.test(stem)) stem = `${stem.slice(0, -1)}i`;
  return stem;
}
