import { expect, test } from 'vitest';
import { place } from './placement.js';

test('a package lies at the top, another version of it beside what needs it, and none twice', () => {
  const placed = new Map<string, string>();
  const put = (name: string, real: string, inside = 'server') => place(placed, { name, real, inside });
  const a = 'server/node_modules/a';
  const given = [
    put('a', '/a'),
    put('@s/b', '/b1'),
    put('@s/b', '/b2', a),
    put('@s/b', '/b2', `${a}/node_modules/c`),
    put('@s/b', '/b1', 'server/node_modules/d'),
    put('@s/b', '/b1', `${a}/node_modules/c`),
  ];
  expect(given).toEqual([
    a,
    'server/node_modules/@s/b',
    `${a}/node_modules/@s/b`,
    undefined,
    undefined,
    `${a}/node_modules/c/node_modules/@s/b`,
  ]);
});
