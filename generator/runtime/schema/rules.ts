import type { JsonSchema } from '../contract.js';
import { allUnique, equal } from './equality.js';
import { formatTests } from './formats.js';
import { isMultipleOf } from './numbers.js';

/** One rule about a value of one type: its code, its test, and what to say when the test fails. */
export interface Rule<T> {
  readonly code: string;
  readonly message: string;
  test(value: T): boolean;
}

/** Thrown at load for a schema outside the subset; generated code never holds one. */
export class SchemaError extends Error {}

/** Code points of a text; a lone surrogate counts as one. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let index = 1; index < text.length; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xdc00 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800) length--;
  }
  return length;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The rules a schema sets for strings. */
export function stringRules(schema: JsonSchema): Rule<string>[] {
  const { minLength, maxLength, pattern, format } = schema;
  const rules: Rule<string>[] = [];
  if (minLength !== undefined && minLength > 0) {
    // A code point is at most two units, so most texts are settled without counting.
    const test = (text: string) =>
      text.length >= minLength && (text.length >= minLength * 2 || lengthOf(text) >= minLength);
    rules.push({ code: 'min_length', message: `must be at least ${plural(minLength, 'character')} long`, test });
  }
  if (maxLength !== undefined) {
    const test = (text: string) =>
      text.length <= maxLength || (text.length <= maxLength * 2 && lengthOf(text) <= maxLength);
    rules.push({ code: 'max_length', message: `must be at most ${plural(maxLength, 'character')} long`, test });
  }
  if (pattern !== undefined) {
    const expression = new RegExp(pattern, 'u');
    rules.push({
      code: 'pattern',
      message: `must match the pattern ${pattern}`,
      test: (text) => expression.test(text),
    });
  }
  if (format !== undefined) {
    const test = formatTests.get(format);
    if (test === undefined) throw new SchemaError(`format '${format}' is not known`);
    rules.push({ code: 'format', message: `must be a valid ${format}`, test });
  }
  return rules;
}

/** The rules a schema sets for numbers. */
export function numberRules(schema: JsonSchema): Rule<number>[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const rules: Rule<number>[] = [];
  if (minimum !== undefined) {
    rules.push({ code: 'minimum', message: `must be at least ${minimum}`, test: (value) => value >= minimum });
  }
  if (maximum !== undefined) {
    rules.push({ code: 'maximum', message: `must be at most ${maximum}`, test: (value) => value <= maximum });
  }
  if (exclusiveMinimum !== undefined) {
    const message = `must be greater than ${exclusiveMinimum}`;
    rules.push({ code: 'exclusive_minimum', message, test: (value) => value > exclusiveMinimum });
  }
  if (exclusiveMaximum !== undefined) {
    const message = `must be less than ${exclusiveMaximum}`;
    rules.push({ code: 'exclusive_maximum', message, test: (value) => value < exclusiveMaximum });
  }
  if (multipleOf !== undefined) {
    const message = `must be a multiple of ${multipleOf}`;
    rules.push({ code: 'multiple_of', message, test: (value) => isMultipleOf(value, multipleOf) });
  }
  return rules;
}

/** The rules a schema sets for the length and uniqueness of arrays. */
export function arrayRules(schema: JsonSchema): Rule<readonly unknown[]>[] {
  const { minItems, maxItems, uniqueItems } = schema;
  const rules: Rule<readonly unknown[]>[] = [];
  if (minItems !== undefined) {
    const message = `must have at least ${plural(minItems, 'item')}`;
    rules.push({ code: 'min_items', message, test: (items) => items.length >= minItems });
  }
  if (maxItems !== undefined) {
    const message = `must have at most ${plural(maxItems, 'item')}`;
    rules.push({ code: 'max_items', message, test: (items) => items.length <= maxItems });
  }
  if (uniqueItems === true) {
    rules.push({ code: 'unique_items', message: 'must not have equal items', test: allUnique });
  }
  return rules;
}

/** The rules a schema sets for the number of properties. */
export function propertyCountRules(schema: JsonSchema): Rule<readonly string[]>[] {
  const { minProperties, maxProperties } = schema;
  const words = (count: number) => (count === 1 ? '1 property' : `${count} properties`);
  const rules: Rule<readonly string[]>[] = [];
  if (minProperties !== undefined) {
    const message = `must have at least ${words(minProperties)}`;
    rules.push({ code: 'min_properties', message, test: (keys) => keys.length >= minProperties });
  }
  if (maxProperties !== undefined) {
    const message = `must have at most ${words(maxProperties)}`;
    rules.push({ code: 'max_properties', message, test: (keys) => keys.length <= maxProperties });
  }
  return rules;
}

/** The rules a schema sets by listing values. */
export function listedRules(schema: JsonSchema): Rule<unknown>[] {
  const rules: Rule<unknown>[] = [];
  const { enum: values } = schema;
  if (values !== undefined) {
    const scalars = new Set<unknown>(values.filter((value) => typeof value !== 'object' || value === null));
    const others = values.filter((value) => typeof value === 'object' && value !== null);
    const message = `must be one of ${shown(values)}`;
    const test = (value: unknown) =>
      typeof value === 'object' && value !== null ? others.some((other) => equal(other, value)) : scalars.has(value);
    rules.push({ code: 'enum', message, test });
  }
  if (schema.const !== undefined) {
    const wanted = schema.const;
    rules.push({ code: 'const', message: `must be ${shown([wanted])}`, test: (value) => equal(wanted, value) });
  }
  return rules;
}

const mostShown = 30;

function shown(values: readonly unknown[]): string {
  const texts = values.slice(0, mostShown).map((value) => JSON.stringify(value).slice(0, 64));
  return `${texts.join(', ')}${values.length > mostShown ? ', ...' : ''}`;
}
