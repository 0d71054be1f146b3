import { expect, test } from 'vitest';
import type { Operation } from './operation.js';
import { prepare } from './request.js';

const target = {
  base: new URL('https://api.example.com/v1'),
  credentials: [{ variable: 'UPSTREAM_API_KEY', in: 'query' as const, name: 'key', value: 'a&b' }],
};

const sent = (operation: Omit<Operation, 'answer'>, input: object) => {
  const { url, headers, body } = prepare({ ...operation, answer: 'json' }, input, target);
  return { url: url.href, type: headers.get('Content-Type'), body };
};

const at = 'https://api.example.com/v1';
const cases: readonly {
  readonly name: string;
  readonly operation: Omit<Operation, 'answer'>;
  readonly input: object;
  readonly want: object;
}[] = [
  {
    name: 'a path parameter, encoded whole',
    operation: { method: 'GET', path: '/pets/{id}', parameters: { id: { in: 'path' } } },
    input: { id: '../admin?x=$&' },
    want: { url: `${at}/pets/..%2Fadmin%3Fx%3D%24%26?key=a%26b`, type: null, body: undefined },
  },
  {
    name: 'lists in a query',
    operation: {
      method: 'GET',
      path: '/pets',
      parameters: {
        a: { in: 'query' },
        b: { in: 'query', explode: false },
        c: { in: 'query', style: 'deepObject', name: 'c[x]' },
      },
    },
    input: { a: [1, 2], b: ['x', 'y'], c: { k: 'v' } },
    want: { url: `${at}/pets?a=1&a=2&b=x,y&c%5Bx%5D%5Bk%5D=v&key=a%26b`, type: null, body: undefined },
  },
  {
    name: 'a body beside parameters, a name of its own',
    operation: {
      method: 'POST',
      path: '/pets/{id}',
      parameters: { id: { in: 'path' } },
      body: { type: 'application/json', names: { body_id: 'id' } },
    },
    input: { id: 1, body_id: 2, name: 'Rex' },
    want: { url: `${at}/pets/1?key=a%26b`, type: 'application/json', body: '{"id":2,"name":"Rex"}' },
  },
  {
    name: 'a form',
    operation: { method: 'POST', path: '/pets', body: { type: 'application/x-www-form-urlencoded' } },
    input: { name: 'a&b', tags: ['x', 'y'] },
    want: { url: `${at}/pets?key=a%26b`, type: 'application/x-www-form-urlencoded', body: 'name=a%26b&tags=x&tags=y' },
  },
];

test.each(cases)('$name', ({ operation, input, want }) => {
  expect(sent(operation, input)).toEqual(want);
});

test.each(['.', '..', ''])('a path parameter that would lead elsewhere is refused: %j', (id) => {
  const operation = { method: 'GET', path: '/pets/{id}/toys', parameters: { id: { in: 'path' } } } as const;
  expect(() => sent(operation, { id })).toThrow(RangeError);
});

test('a header that can not be sent is refused', () => {
  const operation = { method: 'GET', path: '/pets', parameters: { 'X-Trace': { in: 'header' } } } as const;
  expect(() => sent(operation, { 'X-Trace': 'a\r\nHost: evil' })).toThrow(RangeError);
});
