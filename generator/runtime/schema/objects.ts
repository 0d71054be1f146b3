import type { JsonSchema } from '../contract.js';
import { type Build, type Check, counted, every, fail, rule } from './check.js';
import { type Fields, isJson } from './equality.js';
import { closest } from './suggest.js';

/** What a schema says about the property of one name. */
interface Property {
  readonly name: string;
  /** Its place among those of the schema. */
  readonly index: number;
  readonly check: Check;
  readonly required: boolean;
}

/** Checks a property that the schema doesn't name. */
type OtherCheck = (name: string, ...value: Parameters<Check>) => boolean;

/**
 * The check of a schema's object keywords. Only own properties count; one that is undefined is absent, as it is from
 * the object's JSON text.
 */
export function objectCheck(schema: JsonSchema, at: string, build: Build): Check<Fields> {
  const { properties = {}, required = [] } = schema;
  const other = otherCheck(schema, at, build);
  const known = new Map<string, Property>();
  for (const [name, property] of Object.entries(properties)) {
    const check = build(property, `${at}/properties/${name}`);
    known.set(name, { name, index: known.size, check, required: required.includes(name) });
  }
  for (const name of required) {
    if (known.has(name)) continue;
    const check: Check = (value, report) => other(name, value, report);
    known.set(name, { name, index: known.size, check, required: true });
  }
  return every([fieldsCheck(known, other), ...countChecks(schema)]);
}

function fieldsCheck(known: ReadonlyMap<string, Property>, other: OtherCheck): Check<Fields> {
  const inOrder = [...known.values()];
  const needed = inOrder.filter(({ required }) => required).map(({ name }) => name);
  return (fields, report) => {
    let passed = true;
    let found = 0;
    let next = 0;
    for (const name in fields) {
      const value = fields[name];
      // biome-ignore lint/suspicious/noPrototypeBuiltins: in this loop V8 knows the answer; Object.hasOwn takes a third of it.
      if (value === undefined || !Object.prototype.hasOwnProperty.call(fields, name)) continue;
      // Most objects come in the order of their schema, which spares the look-up.
      const expected = inOrder[next];
      const property = expected?.name === name ? expected : known.get(name);
      if (property !== undefined) next = property.index + 1;
      if (property?.required === true) found++;
      const within = report?.at(name);
      if (property === undefined ? other(name, value, within) : property.check(value, within)) continue;
      if (report === undefined || report.full) return false;
      passed = false;
    }
    if (found === needed.length) return passed;
    for (const name of report === undefined ? [] : needed) {
      if (!Object.hasOwn(fields, name) || fields[name] === undefined) fail(report?.at(name), 'required', 'is required');
    }
    return false;
  };
}

const any = rule('type', 'must be a JSON value', isJson);

function otherCheck(
  { properties = {}, additionalProperties = true }: JsonSchema,
  at: string,
  build: Build,
): OtherCheck {
  if (typeof additionalProperties === 'object') {
    const check = build(additionalProperties, `${at}/additionalProperties`);
    return (_name, value, report) => check(value, report);
  }
  if (additionalProperties) return (_name, value, report) => any(value, report);
  const names = Object.keys(properties);
  return (name, _value, report) => report !== undefined && fail(report, 'unknown_property', unknown(name, names));
}

function unknown(name: string, known: readonly string[]): string {
  const nearest = closest(name, known);
  return nearest === undefined ? 'is not a known property' : `is not a known property; did you mean '${nearest}'?`;
}

function countChecks({ minProperties = 0, maxProperties }: JsonSchema): Check<Fields>[] {
  const checks: Check<Fields>[] = [];
  const words = (count: number) => counted(count, 'property', 'properties');
  if (minProperties > 0) {
    const message = `must have at least ${words(minProperties)}`;
    checks.push(rule('min_properties', message, (fields) => size(fields) >= minProperties));
  }
  if (maxProperties !== undefined) {
    const message = `must have at most ${words(maxProperties)}`;
    checks.push(rule('max_properties', message, (fields) => size(fields) <= maxProperties));
  }
  return checks;
}

function size(fields: Fields): number {
  let count = 0;
  for (const name in fields) if (fields[name] !== undefined && Object.hasOwn(fields, name)) count++;
  return count;
}
