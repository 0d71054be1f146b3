import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../contract.js';
import { createValidators, SchemaError } from './index.js';

type Found = readonly [pointer: string, code: string];
type Named = { readonly [name: string]: JsonSchema };

const issues = (schema: JsonSchema, value: unknown, schemas: Named = {}) =>
  createValidators(schemas)
    .validator(schema)(value)
    .map(({ pointer, code }): Found => [pointer, code]);

const on = (properties: Named): JsonSchema => ({ type: 'object', properties });
const family = '👨‍👩‍👧';
const lone = '\ud83d';

/** A schema, a value, and where the value breaks which rule. */
const cases: readonly (readonly [JsonSchema, unknown, readonly Found[]])[] = [
  [{ type: 'integer' }, 1.0, []],
  [{ type: 'integer' }, 1.5, [['', 'type']]],
  [{ type: ['string', 'null'] }, 1, [['', 'type']]],
  [on({ a: { type: 'string' } }), { a: 1 }, [['/a', 'type']]],
  [{ required: ['a', 'b'] }, { a: 1 }, [['/b', 'required']]],
  [{ required: ['a'] }, { a: undefined }, [['/a', 'required']]],
  [{ additionalProperties: false }, { a: 1 }, [['/a', 'unknown_property']]],
  [{ additionalProperties: false }, { a: undefined }, []],
  [{ additionalProperties: { type: 'null' } }, { a: null, b: 1 }, [['/b', 'type']]],
  [{ items: { items: { type: 'null' } } }, [[null], [null, 1]], [['/1/1', 'type']]],
  [{ enum: ['a', null] }, 'b', [['', 'enum']]],
  [{ const: [1] }, [2], [['', 'const']]],
  [{ const: 'a', maxLength: 1 }, 'bc', [['', 'max_length']]],
  [{ minLength: 6 }, family, [['', 'min_length']]],
  [{ minLength: 5, maxLength: 5 }, family, []],
  [{ minLength: 2, maxLength: 2 }, lone + lone, []],
  [{ maxLength: 1 }, `a${lone}`, [['', 'max_length']]],
  [{ pattern: '^a' }, 'ba', [['', 'pattern']]],
  [{ format: 'date' }, '2023-02-29', [['', 'format']]],
  [{ minimum: 1 }, 0, [['', 'minimum']]],
  [{ maximum: 1 }, 2, [['', 'maximum']]],
  [{ exclusiveMinimum: 1 }, 1, [['', 'exclusive_minimum']]],
  [{ exclusiveMaximum: 1 }, 1, [['', 'exclusive_maximum']]],
  [{ multipleOf: 0.1 }, 0.3, []],
  [{ multipleOf: 0.01 }, 0.07, []],
  [{ multipleOf: 0.01 }, 1.1, []],
  [{ multipleOf: 0.01 }, 1.101, [['', 'multiple_of']]],
  [{ multipleOf: 1e-8 }, 1e308, []],
  [{ multipleOf: 1e-8 }, 1e-9, [['', 'multiple_of']]],
  [{ multipleOf: 3 }, 1e308, [['', 'multiple_of']]],
  [{ minItems: 2 }, [1], [['', 'min_items']]],
  [{ maxItems: 1 }, [1, 2], [['', 'max_items']]],
  [{ uniqueItems: true }, [0, false, '0', null, '', 1, true, '1'], []],
  [{ uniqueItems: true }, [0, -0], [['', 'unique_items']]],
  [{ uniqueItems: true }, [JSON.parse('{"a":1,"b":2}'), JSON.parse('{"b":2,"a":1}')], [['', 'unique_items']]],
  [{ minProperties: 2 }, { a: 1, b: undefined }, [['', 'min_properties']]],
  [{ maxProperties: 1 }, { a: 1, b: 2 }, [['', 'max_properties']]],
  [{ anyOf: [{ minimum: 2 }, { maximum: 0 }] }, 1, [['', 'any_of']]],
  [{ oneOf: [{ minimum: 0 }, { maximum: 2 }] }, 1, [['', 'one_of']]],
  [
    on({ '': { type: 'null' }, '~/': { type: 'null' } }),
    { '': 1, '~/': 1 },
    [
      ['/', 'type'],
      ['/~0~1', 'type'],
    ],
  ],
  [on({ toString: { minimum: 2 } }), { toString: 1 }, [['/toString', 'minimum']]],
  [{ required: ['constructor', 'hasOwnProperty'] }, { constructor: 1 }, [['/hasOwnProperty', 'required']]],
  [{ enum: [{ toString: 1, constructor: 2 }] }, { constructor: 2, toString: 1 }, []],
  [{ const: {} }, JSON.parse('{"__proto__": {}}'), [['', 'const']]],
];

test.each(cases)('%j of %j', (schema, value, want) => {
  expect(issues(schema, value)).toEqual(want);
});

test('__proto__ from JSON is refused by a closed object, and changes nothing', () => {
  const closed: JsonSchema = { ...on({ a: { type: 'integer', default: 1 } }), additionalProperties: false };
  const text = '{"__proto__":{"polluted":true}}';
  const value = JSON.parse(text);
  const { validator, defaults } = createValidators({});
  expect(validator(closed)(value)).toMatchObject([{ pointer: '/__proto__', code: 'unknown_property' }]);
  expect(JSON.stringify(value)).toBe(text);
  defaults(closed)?.(value);
  expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":true},"a":1}');
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

describe('30,000 levels are no deeper than the stack', () => {
  const nested = (open: string, close: string) => JSON.parse(`${open.repeat(30_000)}1${close.repeat(30_000)}`);
  const list = nested('[', ']');
  const record = nested('{"a":', '}');
  test.each<readonly [JsonSchema, readonly Found[], readonly Found[]]>([
    [{ enum: [[], {}] }, [['', 'enum']], [['', 'enum']]],
    [{ const: { a: 1 } }, [['', 'const']], [['', 'const']]],
    [{ uniqueItems: true }, [], []],
    [{ additionalProperties: true }, [], []],
    [on({ a: { const: [] } }), [['', 'type']], [['/a', 'const']]],
    [{ items: { uniqueItems: true } }, [], []],
    [{ oneOf: [{ const: [] }, { type: 'object' }] }, [['', 'one_of']], []],
  ])('%j', (schema, ofList, ofRecord) => {
    expect(issues(schema, list)).toEqual(ofList);
    expect(issues(schema, record)).toEqual(ofRecord);
  });
});

test('a pointer ends above a name that is too long to read', () => {
  const schema: JsonSchema = on({ a: { additionalProperties: { type: 'null' } } });
  expect(issues(schema, { a: { [family]: 1, ['x'.repeat(257)]: 1, ['y'.repeat(256)]: 1 } })).toEqual([
    [`/a/${family}`, 'type'],
    ['/a', 'type'],
    [`/a/${'y'.repeat(256)}`, 'type'],
  ]);
});

test('at most 32 issues, from whatever rule', () => {
  const names = Array.from({ length: 40 }, (_, index) => `name${index}`);
  const wrong = Object.fromEntries(names.map((name) => [name, 1]));
  expect(issues({ required: names }, {})).toHaveLength(32);
  expect(issues({ additionalProperties: false }, wrong)).toHaveLength(32);
  expect(issues({ type: 'object', oneOf: [{ additionalProperties: { type: 'null' } }] }, wrong)).toHaveLength(32);
});

/** A named schema that counts how often its keywords are listed, which is once for each time it is built. */
function countBuilds(schema: JsonSchema): { readonly schema: JsonSchema; readonly builds: () => number } {
  let builds = 0;
  const ownKeys = (target: object) => {
    builds++;
    return Reflect.ownKeys(target);
  };
  return { schema: new Proxy(schema, { ownKeys }), builds: () => builds };
}

test('a named schema is built once, however many refer to it', () => {
  const to: JsonSchema = { $ref: '#/schemas/Named' };
  const buildsFor = (references: readonly JsonSchema[]) => {
    const counted = countBuilds({ type: 'string' });
    const { validator } = createValidators({ Named: counted.schema });
    for (const schema of references) validator(schema);
    return counted.builds();
  };
  expect(buildsFor([to])).toBeGreaterThan(0);
  expect(buildsFor([to, on({ a: to, b: to }), { items: { anyOf: [to, to] } }])).toBe(buildsFor([to]));
});

/** Schemas outside the subset, and the message that both the validator and the defaults give. */
const refused: readonly (readonly [Named, object, string])[] = [
  [{ Self: { $ref: '#/schemas/Self' } }, { $ref: '#/schemas/Self' }, '#/schemas/Self: #/schemas/Self contains itself'],
  [
    { Tree: { items: { $ref: '#/schemas/Tree' } } },
    on({ a: { $ref: '#/schemas/Tree' } }),
    '#/schemas/Tree/items: #/schemas/Tree contains itself',
  ],
  [{}, { $ref: '#/schemas/None' }, '#: nothing at #/schemas/None'],
  [{}, { not: {} }, "#: 'not' is not supported"],
];

test.each(refused)('%j refuses %j', (schemas, schema, message) => {
  expect(() => createValidators(schemas).validator(schema)).toThrow(new SchemaError(message));
  expect(() => createValidators(schemas).defaults(schema)).toThrow(new SchemaError(message));
});

test('a default is filled at every depth, through lists and references, and an object default is nobody else’s', () => {
  const schemas: Named = {
    Line: on({ count: { type: 'integer', default: 1 }, tags: { type: 'object', default: { deep: [] } } }),
  };
  const fill = createValidators(schemas).defaults(
    on({ lines: { type: 'array', items: on({ line: { $ref: '#/schemas/Line', default: {} } }) } }),
  );
  const value: { lines: { line?: { tags?: { deep: unknown[] } } }[] } = { lines: [{}, {}] };
  fill?.(value);
  value.lines[0]?.line?.tags?.deep.push('changed');
  const untouched = { line: { count: 1, tags: { deep: [] } } };
  expect(value.lines[1]).toEqual(untouched);
  const again = { lines: [{}] };
  fill?.(again);
  expect(again.lines).toEqual([untouched]);
});
