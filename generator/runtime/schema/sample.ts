import type { Json, JsonSchema } from '../contract.js';

/** What a sample is made with. */
export interface SampleOptions {
  /** Stands for any text; repeated where a schema asks for more, cut where it asks for less. */
  readonly text: string;
  /** What `$ref` names. */
  readonly schemas?: Readonly<Record<string, JsonSchema>>;
}

/** Schemas may hold themselves. */
const mostDepth = 8;

/** A plain object with what a schema requires, by kind alone: a pattern, for one, may refuse it. */
export function sampleObject(schema: JsonSchema, { text, schemas = {} }: SampleOptions): Record<string, Json> {
  const objectOf = ({ properties = {}, required = [] }: JsonSchema, depth: number) =>
    Object.fromEntries(required.map((key): [string, Json] => [key, sampleOf(properties[key] ?? {}, depth + 1)]));
  const sampleOf = (each: JsonSchema, depth: number): Json => {
    const given = each.default ?? each.examples?.[0] ?? each.const ?? each.enum?.[0];
    if (given !== undefined) return given;
    const named = each.$ref === undefined ? undefined : schemas[each.$ref.replace('#/schemas/', '')];
    const branch = named ?? each.anyOf?.[0] ?? each.oneOf?.[0];
    if (branch !== undefined && depth < mostDepth) return sampleOf(branch, depth + 1);
    const type = Array.isArray(each.type) ? each.type[0] : each.type;
    switch (type) {
      case 'string':
        return text.padEnd(each.minLength ?? 0, text).slice(0, each.maxLength);
      case 'integer':
      case 'number':
        return each.minimum ?? 1;
      case 'boolean':
        return true;
      case 'array':
        return Array.from({ length: each.minItems ?? 0 }, () => sampleOf(each.items ?? {}, depth + 1));
      case 'object':
        return objectOf(each, depth);
      default:
        return null;
    }
  };
  return objectOf(schema, 0);
}
