import type { JsonSchema } from '../contract.js';
import { lookUp, type Schemas } from './build.js';
import type { Check } from './check.js';
import { isRecord } from './equality.js';

/** Fills defaults into the absent properties of a value that its schema accepts, in place. */
export type FillDefaults = (value: unknown) => void;

/**
 * Builds the fillers of schemas; undefined for a schema that has no default below it. They go through properties,
 * items, references and defaults themselves, and into the first branch of a union that accepts the value.
 */
export function createFillers(
  schemas: Schemas,
  build: (schema: JsonSchema) => Check,
): (schema: JsonSchema) => FillDefaults | undefined {
  const named = new Map<string, FillDefaults | undefined>();

  function reference(ref: string): FillDefaults | undefined {
    const [name, schema] = lookUp(ref, schemas, '#');
    if (!named.has(name)) named.set(name, filler(schema));
    return named.get(name);
  }

  function defaultOf(schema: JsonSchema): unknown {
    if (schema.default !== undefined || schema.$ref === undefined) return schema.default;
    return defaultOf(lookUp(schema.$ref, schemas, '#')[1]);
  }

  function filler(schema: JsonSchema): FillDefaults | undefined {
    const { $ref, items, additionalProperties: others } = schema;
    const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
      return { name, value: defaultOf(property), fill: filler(property) };
    });
    const other = typeof others === 'object' ? filler(others) : undefined;
    return inTurn([
      $ref === undefined ? undefined : reference($ref),
      fillFields(properties, other),
      fillItems(items && filler(items)),
      fillBranch(schema.oneOf ?? []),
      fillBranch(schema.anyOf ?? []),
    ]);
  }

  function fillBranch(branches: readonly JsonSchema[]): FillDefaults | undefined {
    const fills = branches.map(filler);
    if (fills.every((fill) => fill === undefined)) return undefined;
    const checks = branches.map(build);
    return (value) => fills[checks.findIndex((check) => check(value, undefined))]?.(value);
  }

  return filler;
}

interface Filled {
  readonly name: string;
  readonly value: unknown;
  readonly fill: FillDefaults | undefined;
}

function fillFields(properties: readonly Filled[], other: FillDefaults | undefined): FillDefaults | undefined {
  const filled = properties.filter(({ value, fill }) => value !== undefined || fill !== undefined);
  if (filled.length === 0 && other === undefined) return undefined;
  const known = new Set(properties.map(({ name }) => name));
  return (target) => {
    if (!isRecord(target)) return;
    for (const { name, value, fill } of filled) {
      const absent = !Object.hasOwn(target, name) || target[name] === undefined;
      if (absent && value !== undefined) set(target, name, typeof value === 'object' ? structuredClone(value) : value);
      if (!absent || value !== undefined) fill?.(target[name]);
    }
    if (other === undefined) return;
    for (const name of Object.keys(target)) if (!known.has(name)) other(target[name]);
  };
}

/** Assigning to `__proto__` would change the prototype. Defining takes ten times as long as assigning. */
function set(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') target[name] = value;
  else Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

function fillItems(each: FillDefaults | undefined): FillDefaults | undefined {
  if (each === undefined) return undefined;
  return (target) => {
    if (Array.isArray(target)) for (const item of target) each(item);
  };
}

function inTurn(parts: readonly (FillDefaults | undefined)[]): FillDefaults | undefined {
  const fills = parts.filter((part) => part !== undefined);
  if (fills.length < 2) return fills[0];
  return (value) => {
    for (const fill of fills) fill(value);
  };
}
