import type { JsonSchema, JsonTypeName } from '../contract.js';
import { isRecord } from './equality.js';
import type { Issues, Path } from './issues.js';
import { buildObject } from './objects.js';
import { arrayRules, listedRules, numberRules, type Rule, SchemaError, stringRules } from './rules.js';

/**
 * A schema as closures. `accepts` is the verdict alone and allocates nothing; `explain` is called after a refusal
 * and collects every issue below the value.
 */
export interface Check {
  accepts(value: unknown): boolean;
  explain(value: unknown, path: Path | undefined, issues: Issues): void;
}

/** Builds the check of a schema, sharing those of named schemas. */
export interface Builder {
  build(schema: JsonSchema): Check;
}

/** Accepts whatever JSON is. */
const anything: Check = { accepts: (value) => value !== undefined && typeof value !== 'function', explain: () => {} };

/** A builder over the named schemas that `$ref: '#/schemas/<name>'` reaches. Throws SchemaError on what it can't follow. */
export function createBuilder(schemas: { readonly [name: string]: JsonSchema }): Builder {
  const named = new Map<string, Check | undefined>();

  function resolve(ref: string): Check {
    const name = ref.replace(/^#\/schemas\//, '');
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (schema === undefined) throw new SchemaError(`no schema for ${ref}`);
    if (named.has(name)) {
      const known = named.get(name);
      if (known === undefined) throw new SchemaError(`${ref} refers to itself`);
      return known;
    }
    named.set(name, undefined);
    const check = build(schema);
    named.set(name, check);
    return check;
  }

  function build(schema: JsonSchema): Check {
    const parts: Check[] = [];
    if (schema.$ref !== undefined) parts.push(resolve(schema.$ref));
    const types = typesOf(schema);
    if (types !== undefined) parts.push(typeCheck(types));
    const listed = listedRules(schema);
    if (listed.length > 0) parts.push(whenType(isAny, listed));
    const strings = stringRules(schema);
    if (strings.length > 0) parts.push(whenType(isString, strings));
    const numbers = numberRules(schema);
    if (numbers.length > 0) parts.push(whenType(isNumber, numbers));
    const arrays = arrayRules(schema);
    if (arrays.length > 0) parts.push(whenType(isArray, arrays));
    if (schema.items !== undefined) parts.push(itemsCheck(build(schema.items)));
    const object = buildObject(schema, build);
    if (object !== undefined) parts.push(object);
    if (schema.oneOf !== undefined) parts.push(unionCheck(schema.oneOf.map(build), 'one_of'));
    if (schema.anyOf !== undefined) parts.push(unionCheck(schema.anyOf.map(build), 'any_of'));
    return allOf(parts);
  }

  return { build };
}

function allOf(parts: readonly Check[]): Check {
  const [first, second, ...rest] = parts;
  if (first === undefined) return anything;
  if (second === undefined) return first;
  const tail = rest.length > 0 ? allOf(rest) : undefined;
  return {
    accepts: (value) => first.accepts(value) && second.accepts(value) && (tail === undefined || tail.accepts(value)),
    explain(value, path, issues) {
      for (const part of parts) part.explain(value, path, issues);
    },
  };
}

const isAny = (_value: unknown): _value is unknown => true;
const isString = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Rules for the values of one type; other values are none of their business. */
function whenType<T>(isType: (value: unknown) => value is T, rules: readonly Rule<T>[]): Check {
  return {
    accepts: (value) => !isType(value) || rules.every((rule) => rule.test(value)),
    explain(value, path, issues) {
      if (!isType(value)) return;
      for (const rule of rules) if (!rule.test(value)) issues.add(path, rule.code, rule.message);
    },
  };
}

function typesOf({ type }: JsonSchema): readonly JsonTypeName[] | undefined {
  return typeof type === 'string' ? [type] : type;
}

const typeTests: Readonly<Record<JsonTypeName, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  string: isString,
  integer: Number.isInteger,
  number: Number.isFinite,
  array: isArray,
  object: isRecord,
};

const typeWords: Readonly<Record<JsonTypeName, string>> = {
  null: 'null',
  boolean: 'true or false',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  array: 'an array',
  object: 'an object',
};

function typeCheck(types: readonly JsonTypeName[]): Check {
  const tests = types.map((type) => typeTests[type]);
  const [only] = tests;
  const message = `must be ${types.map((type) => typeWords[type]).join(' or ')}`;
  const accepts =
    only !== undefined && tests.length === 1 ? only : (value: unknown) => tests.some((test) => test(value));
  return {
    accepts,
    explain: (value, path, issues) => {
      if (!accepts(value)) issues.add(path, 'type', message);
    },
  };
}

function itemsCheck(item: Check): Check {
  return {
    accepts: (value) => {
      if (!Array.isArray(value)) return true;
      for (let index = 0; index < value.length; index++) if (!item.accepts(value[index])) return false;
      return true;
    },
    explain(value, path, issues) {
      if (!Array.isArray(value)) return;
      value.forEach((entry, index) => {
        if (!item.accepts(entry)) item.explain(entry, { parent: path, key: index }, issues);
      });
    },
  };
}

function unionCheck(members: readonly Check[], code: 'one_of' | 'any_of'): Check {
  const matches = (value: unknown) => members.filter((member) => member.accepts(value)).length;
  const accepts =
    code === 'any_of'
      ? (value: unknown) => members.some((member) => member.accepts(value))
      : (value: unknown) => matches(value) === 1;
  return {
    accepts,
    explain(value, path, issues) {
      if (accepts(value)) return;
      const count = members.length;
      const message =
        matches(value) > 1
          ? 'matches more than one of the allowed shapes'
          : `matches none of the ${count} allowed shapes`;
      issues.add(path, code, message);
    },
  };
}
