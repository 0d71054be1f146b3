import { expect, test } from 'vitest';
import { mergeAll } from './merge.js';
import type { SchemaScope } from './scope.js';
import type { Notes, ObjectType } from './type-expr.js';

const scope: SchemaScope = {
  places: new Map(),
  report: () => {},
  names: new Set(),
  refer: () => {},
  resolve: () => undefined,
};
const object = (name: string, notes: Notes, rest: Partial<ObjectType> = {}): ObjectType => ({
  kind: 'object',
  nullable: false,
  properties: [{ name, required: false, type: { kind: 'boolean', nullable: false, notes: {} } }],
  notes,
  ...rest,
});

test('of each note the first member that has it is heard', () => {
  const members = [
    object('a', { title: 'A', examples: [{}] }),
    object('b', { title: 'B', description: 'Of b', deprecated: true }),
    object('c', { description: 'Of c', default: {} }),
  ];
  expect(mergeAll(members, scope)).toMatchObject({
    properties: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
    notes: { title: 'A', description: 'Of b', examples: [{}], default: {}, deprecated: true },
  });
});

test.each<[Partial<ObjectType>, boolean]>([
  [{ minProperties: 0 }, true],
  [{ minProperties: 1 }, false],
  [{ maxProperties: 0 }, false],
  [{ additional: true }, true],
  [{ additional: false }, false],
  [{ nullable: true }, false],
  [{ constant: { value: {} } }, false],
])('a member with %j merges: %j', (rest, merges) => {
  expect(typeof mergeAll([object('a', {}), object('b', {}, rest)], scope)).toBe(merges ? 'object' : 'string');
});
