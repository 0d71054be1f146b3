import type { JsonSchema } from '../contract.js';
import { type Check, counted, every, fail, rule, SchemaError } from './check.js';
import { formats } from './formats.js';

/** The check of a schema's string keywords. */
export function stringCheck(schema: JsonSchema, at: string): Check<string> {
  const { minLength = 0, maxLength } = schema;
  const checks: Check<string>[] = [];
  if (minLength > 0) checks.push(minimumLength(minLength));
  const shape = shapeChecks(schema, at);
  if (maxLength === undefined) return every([...checks, ...shape]);
  return every([...checks, maximumLength(maxLength, shape)]);
}

/** A code point takes one or two units, so that most texts are settled without counting. */
function minimumLength(least: number): Check<string> {
  return rule('min_length', `must be at least ${counted(least, 'character')} long`, (text) => {
    return text.length >= least && (text.length >= least * 2 || codePoints(text) >= least);
  });
}

/** Pattern and format are not tried on a text that is too long. */
function maximumLength(most: number, shape: readonly Check<string>[]): Check<string> {
  const message = `must be at most ${counted(most, 'character')} long`;
  const rest = every(shape);
  return (text, report) => {
    if (text.length > most && (text.length > most * 2 || codePoints(text) > most)) {
      return fail(report, 'max_length', message);
    }
    return rest(text, report);
  };
}

function shapeChecks({ pattern, format }: JsonSchema, at: string): Check<string>[] {
  const checks: Check<string>[] = [];
  if (pattern !== undefined) {
    const expression = compile(pattern, at);
    checks.push(rule('pattern', `must match the pattern ${pattern}`, (text) => expression.test(text)));
  }
  if (format !== undefined) {
    const known = formats.get(format);
    if (known === undefined) throw new SchemaError(`${at}: unknown format '${format}'`);
    checks.push(rule('format', `must be ${known.noun}`, known.test));
  }
  return checks;
}

function compile(pattern: string, at: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (cause) {
    throw new SchemaError(`${at}: unreadable pattern ${pattern}`, { cause });
  }
}

/** How many code points a text has; a lone surrogate is one. */
function codePoints(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if (isSurrogate(text, index, 0xd800) && isSurrogate(text, index + 1, 0xdc00)) {
      count--;
      index++;
    }
  }
  return count;
}

function isSurrogate(text: string, index: number, half: 0xd800 | 0xdc00): boolean {
  return (text.charCodeAt(index) & 0xfc00) === half;
}
