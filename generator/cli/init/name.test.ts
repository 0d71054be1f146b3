import { describe, expect, test } from 'vitest';
import { nameFor, nameProblem, titleOf } from './name.js';

const noName = (name: string) =>
  `${JSON.stringify(name)} is no name: use lower-case letters, digits and single dashes, and begin with a letter.`;
const taken = (name: string) => `${JSON.stringify(name)} is the name of something else.`;

describe('what a project can be named', () => {
  test.each([
    ['shop', undefined],
    ['corner-shop-2', undefined],
    ['x'.repeat(60), undefined],
    ['x'.repeat(61), 'A name has at most 60 characters; this one has 61.'],
    ['x'.repeat(300), 'A name has at most 60 characters; this one has 300.'],
    ['', noName('')],
    ['../x', noName('../x')],
    ['a/b', noName('a/b')],
    ['.hidden', noName('.hidden')],
    ['Ünï', noName('Ünï')],
    ['Shop', noName('Shop')],
    ['node_modules', noName('node_modules')],
    ['favicon.ico', noName('favicon.ico')],
    ['two--dashes', noName('two--dashes')],
    ['-x', noName('-x')],
    ['x-', noName('x-')],
    ['2nd', noName('2nd')],
    ['a b', noName('a b')],
    ['x\n', noName('x\n')],
    ['"; rm -rf', noName('"; rm -rf')],
    ['fs', taken('fs')],
    ['http', taken('http')],
    ['diglot', taken('diglot')],
    ['vitest', taken('vitest')],
    ['constructor', undefined],
  ])('%j', (name, want) => expect(nameProblem(name)).toBe(want));
});

describe('the name for a folder is one', () => {
  test.each([
    ['/home/me/corner-shop', 'corner-shop'],
    ['/home/me/Corner Shop!', 'corner-shop'],
    ['/home/me/Ünï', 'uni'],
    ['/home/me/42-things', 'things'],
    ['/home/me/node_modules', 'node-modules'],
    ['/home/me/diglot', 'my-tools'],
    ['/home/me/日本', 'my-tools'],
    ['/', 'my-tools'],
    [`/home/${'long-'.repeat(60)}`, 'long-'.repeat(12).slice(0, -1)],
  ])('%s', (folder, want) => {
    expect(nameFor(folder)).toBe(want);
    expect(nameProblem(want)).toBeUndefined();
  });
});

test('people read it as words', () => expect(titleOf('corner-shop-2')).toBe('Corner Shop 2'));
