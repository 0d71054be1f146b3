import type { Json, JsonSchema } from '../contract.js';
import { type Check, fail } from './check.js';
import { canonical } from './equality.js';

/** The checks of `enum` and `const`. They expect a value that is JSON. */
export function valueChecks(schema: JsonSchema): Check[] {
  const checks: Check[] = [];
  if (schema.enum !== undefined) checks.push(oneOfValues('enum', `must be one of ${list(schema.enum)}`, schema.enum));
  if (schema.const !== undefined) checks.push(oneOfValues('const', `must be ${list([schema.const])}`, [schema.const]));
  return checks;
}

function oneOfValues(code: string, message: string, values: readonly Json[]): Check {
  const isContainer = (value: unknown) => typeof value === 'object' && value !== null;
  const scalars = new Set<unknown>(values.filter((value) => !isContainer(value)));
  const texts = new Set(values.filter(isContainer).map(canonical));
  return (value, report) => {
    const found = isContainer(value) ? texts.size > 0 && texts.has(canonical(value)) : scalars.has(value);
    return found || fail(report, code, message);
  };
}

const mostListed = 20;
const longestListed = 64;

function list(values: readonly Json[]): string {
  const texts = values.slice(0, mostListed).map((value) => {
    const text = JSON.stringify(value);
    return text.length > longestListed ? `${text.slice(0, longestListed)}...` : text;
  });
  const more = values.length - texts.length;
  return more === 0 ? texts.join(', ') : `${texts.join(', ')} or ${more} more`;
}
