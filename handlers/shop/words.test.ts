import { expect, test } from 'vitest';
import { queryWordsOf, wordsOf } from './words.js';

test.each([
  ['eggs', 'egg'],
  ['tomatoes', 'tomato'],
  ['cherries', 'cherry'],
  ['cookies', 'cookie'],
  ['cheeses', 'cheese'],
  ['peaches', 'peach'],
  ['Crème', 'creme'],
  ['PURÉE', 'puree'],
  ['tissues', 'tissue'],
])('%s is %s', (plural, singular) => {
  expect(wordsOf(plural).map((word) => word.stem)).toEqual(wordsOf(singular).map((word) => word.stem));
});

test.each([
  ['glass', 'glas'],
  ['hummus', 'hummu'],
  ['pan', 'pans of'],
])('%s is not %s', (one, other) => {
  expect(wordsOf(one).map((word) => word.stem)).not.toEqual(wordsOf(other).map((word) => word.stem));
});

test.each([
  ['a bottle of milk', ['bottle', 'milk']],
  ['the', ['the']],
  ['milk, milk & MILK!', ['milk']],
  ['!?', []],
])('the words of "%s" are %j', (text, want) => {
  expect(queryWordsOf(text).map((word) => word.plain)).toEqual(want);
});
