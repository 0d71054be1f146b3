import { expect, test } from 'vitest';
import { compileSpec } from './four-validators.js';
import { typeErrors } from './type-check.js';

/** What the emitted types let through and what not, in shapes that are easy to render wrong. */

const page = { type: 'object', properties: { size: { type: 'integer', default: 10 }, from: { type: 'string' } } };
const schemas = {
  Page: page,
  Sort: { type: 'string', default: 'name' },
  Outer: { type: 'object', properties: { page: { $ref: '#/schemas/Page' }, sort: { $ref: '#/schemas/Sort' } } },
};

const input = {
  type: 'object',
  properties: {
    outer: { $ref: '#/schemas/Outer' },
    pages: { type: 'array', items: { $ref: '#/schemas/Page' } },
    choice: { anyOf: [{ type: 'string' }, page] },
    note: { type: ['string', 'null'], default: null },
    mixed: {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'boolean' } },
      required: ['a'],
      additionalProperties: { type: 'integer' },
    },
    nested: {
      type: 'object',
      properties: { list: { type: 'array', items: { type: 'string' } } },
      additionalProperties: { type: 'integer' },
    },
    same: { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: { type: 'integer' } },
    both: { type: 'string', enum: ['a', 'b', 'c'], const: 'b' },
  },
};
const output = { type: 'object', properties: { outer: { $ref: '#/schemas/Outer' }, size: page.properties.size } };

const plain = { type: 'object', properties: { a: { type: 'boolean' } } };

const samples = `
import type { Tools } from './generated/contract.js';
type Arguments = Tools['tool_0']['arguments'];
type Input = Tools['tool_0']['input'];
type Output = Tools['tool_0']['output'];

// A caller leaves defaults out at any depth; a handler finds them there.
export const sent: Arguments = { outer: { page: {} }, pages: [{}], choice: {} };
export const given: Input = {
  outer: { page: { size: 1 }, sort: 'a' }, pages: [{ size: 1 }], choice: { size: 1 }, note: null,
};
export const sizes = (it: Input): (number | undefined)[] => [it.outer?.page?.size, it.pages?.[0]?.size];
export const sure = (it: Input): string | null => it.note;
// @ts-expect-error the note is there
export const without: Input = {};
// @ts-expect-error so are the defaults of a shared schema
export const hollow: Input = { note: null, outer: { page: {}, sort: 'a' } };
// @ts-expect-error and of items
export const items: Input = { note: null, pages: [{}] };
// @ts-expect-error and of a union's member
export const member: Input = { note: null, choice: {} };
// @ts-expect-error what is left out is not wrong in type
export const wrong: Arguments = { outer: { page: { size: 'a' } } };

// Nothing fills an output in.
export const bare: Output = { outer: { page: {} } };
export const returned = (it: Output): string | undefined => it.outer?.sort;
// @ts-expect-error the size may be absent
export const certain = (it: Output): number => it.size;

// Named properties beside a schema of the others.
export const mixed: Arguments = { mixed: { a: 'x', b: true, other: 1 } };
export const other = (it: NonNullable<Input['mixed']>): string | number | boolean | undefined => it['other'];
export const named = (it: NonNullable<Input['mixed']>): string => it.a;
// @ts-expect-error none of the properties is a list
export const noList: Arguments = { mixed: { a: 'x', other: [] } };
// @ts-expect-error the named one keeps its type
export const badName: Arguments = { mixed: { a: 1 } };
export const nested: Arguments = { nested: { list: ['a'], other: 1 } };
export const same: Arguments = { same: { a: 1, other: 2 } };
// @ts-expect-error of one type they are all
export const notSame: Arguments = { same: { a: 1, other: 'a' } };

// A constant beside an enum.
export const both: Arguments = { both: 'b' };
// @ts-expect-error the enum alone does not do
export const enumOnly: Arguments = { both: 'a' };
`;

test('callers, handlers and results are typed each by what it holds', async () => {
  const compiled = await compileSpec({ schemas, tools: [{ input, output }] });
  if (!compiled.ok) throw new Error(compiled.problems);
  const files = new Map([
    ['generated/types.ts', compiled.file('generated/types.ts')],
    ['generated/contract.ts', compiled.file('generated/contract.ts')],
    ['handlers/app.ts', 'export interface App {\n  readonly name: string;\n}\n'],
    ['samples.ts', samples],
  ]);
  expect(typeErrors(files)).toEqual([]);
}, 60_000);

test('a chain of names ends in a type, a long one in a diagnostic', async () => {
  const chainOf = (length: number) => ({
    ...Object.fromEntries(Array.from({ length }, (_, index) => [`S${index}`, { $ref: `#/schemas/S${index + 1}` }])),
    [`S${length}`]: { type: 'boolean' },
  });
  const short = await compileSpec({ schemas: chainOf(50), tools: [{ input: plain, output: plain }] });
  expect(short.ok && short.file('generated/types.ts')).toContain('S0: components["schemas"]["S50"];');
  const long = chainOf(3000);
  expect(await compileSpec({ schemas: long, tools: [{ input: plain, output: plain }] })).toMatchObject({
    ok: false,
    codes: ['schema/too-large'],
  });
  const using = { type: 'object', properties: { a: { $ref: '#/schemas/S0' } } };
  expect(await compileSpec({ schemas: long, tools: [{ input: using, output: plain }] })).toMatchObject({
    ok: false,
    codes: ['schema/too-large'],
  });
});
