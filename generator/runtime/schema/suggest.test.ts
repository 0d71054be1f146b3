import { expect, test } from 'vitest';
import { closest } from './suggest.js';

const known = ['limit', 'query', 'page_size', 'id'];

test.each([
  ['limt', 'limit'],
  ['lmiit', 'limit'],
  ['Limit', 'limit'],
  ['pageSize', 'page_size'],
  ['querry', 'query'],
  ['ids', 'id'],
  ['zebra', undefined],
  ['', undefined],
  ['x', undefined],
  ['x'.repeat(1_000_000), undefined],
])('%.20s', (name, want) => expect(closest(name, known)).toBe(want));
