import type { JsonSchema } from '../contract.js';
import { isRecord } from './equality.js';

/** Fills defaults into the absent properties of a value that the schema accepts, in place. */
export type FillDefaults = (value: unknown) => void;

/**
 * The filler of a schema, or undefined where no property below it has a default.
 * It goes through properties, items and references, not into the members of a union, where the shape is not yet decided.
 */
export function createDefaults(
  schema: JsonSchema,
  schemas: { readonly [name: string]: JsonSchema },
): FillDefaults | undefined {
  const target = resolve(schema, schemas);
  const fillItems = target.items && createDefaults(target.items, schemas);
  const properties = Object.entries(target.properties ?? {}).flatMap(([name, property]) => {
    const fill = createDefaults(property, schemas);
    const value = property.default ?? resolve(property, schemas).default;
    return fill === undefined && value === undefined ? [] : [{ name, value, fill }];
  });
  if (fillItems === undefined && properties.length === 0) return undefined;
  return (value) => {
    if (Array.isArray(value)) {
      if (fillItems !== undefined) for (const item of value) fillItems(item);
    } else if (isRecord(value)) fillProperties(value, properties);
  };
}

interface Filled {
  readonly name: string;
  readonly value: unknown;
  readonly fill: FillDefaults | undefined;
}

function fillProperties(target: Record<string, unknown>, properties: readonly Filled[]): void {
  for (const { name, value, fill } of properties) {
    if (!Object.hasOwn(target, name)) {
      if (value === undefined) continue;
      target[name] = typeof value === 'object' ? structuredClone(value) : value;
    }
    fill?.(target[name]);
  }
}

function resolve(schema: JsonSchema, schemas: { readonly [name: string]: JsonSchema }): JsonSchema {
  let found = schema;
  for (let steps = 0; found.$ref !== undefined && steps < 64; steps++) {
    const name = found.$ref.replace(/^#\/schemas\//, '');
    found = (Object.hasOwn(schemas, name) ? schemas[name] : undefined) ?? {};
  }
  return found;
}
