import type { JsonSchema } from '../contract.js';
import { type Check, every, SchemaError } from './check.js';
import { typeCheck } from './types.js';
import { anyOfCheck, oneOfCheck } from './unions.js';
import { valueChecks } from './values.js';

/** Named schemas, as `$ref: '#/schemas/<name>'` finds them. */
export interface Schemas {
  readonly [name: string]: JsonSchema;
}

const typed =
  'type properties required additionalProperties items minLength maxLength pattern format minimum maximum ' +
  'exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems minProperties maxProperties';
const typedKeywords = typed.split(' ');
const annotations = ['default', 'title', 'description', 'examples', 'deprecated'];
const keywords = new Set([...typedKeywords, ...annotations, '$ref', 'enum', 'const', 'oneOf', 'anyOf']);

/** The named schema that a reference leads to. Throws SchemaError when there is none. */
export function lookUp(ref: string, schemas: Schemas, at: string): readonly [name: string, schema: JsonSchema] {
  const name = /^#\/schemas\/(.+)$/.exec(ref)?.[1];
  const schema = name !== undefined && Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  if (name === undefined || schema === undefined) throw new SchemaError(`${at}: nothing at ${ref}`);
  return [name, schema];
}

/** Builds the checks of schemas, each named one once. Throws SchemaError outside the subset and on circular references. */
export function createBuild(schemas: Schemas): (schema: JsonSchema) => Check {
  const named = new Map<string, Check | 'building'>();

  function reference(ref: string, at: string): Check {
    const [name, schema] = lookUp(ref, schemas, at);
    const known = named.get(name);
    if (known === 'building') throw new SchemaError(`${at}: ${ref} contains itself`);
    if (known !== undefined) return known;
    named.set(name, 'building');
    const check = build(schema, ref);
    named.set(name, check);
    return check;
  }

  function build(schema: JsonSchema, at: string): Check {
    if (typeof schema !== 'object') throw new SchemaError(`${at}: a boolean schema is not supported`);
    const strange = Object.keys(schema).find((keyword) => !keywords.has(keyword));
    if (strange !== undefined) throw new SchemaError(`${at}: '${strange}' is not supported`);
    const { $ref, oneOf, anyOf } = schema;
    const parts: Check[] = [];
    if ($ref !== undefined) parts.push(reference($ref, at));
    if (oneOf !== undefined)
      parts.push(oneOfCheck(oneOf.map((branch, index) => build(branch, `${at}/oneOf/${index}`))));
    if (anyOf !== undefined)
      parts.push(anyOfCheck(anyOf.map((branch, index) => build(branch, `${at}/anyOf/${index}`))));
    // References and unions refuse on their own what is no JSON.
    if (parts.length === 0 || Object.keys(schema).some((keyword) => typedKeywords.includes(keyword))) {
      parts.unshift(typeCheck(schema, at, build));
    }
    const values = valueChecks(schema);
    return values.length === 0 ? every(parts) : inTurn(every(parts), every(values));
  }

  return (schema) => build(schema, '#');
}

/** Values are compared only where the rest has passed. */
function inTurn(first: Check, then: Check): Check {
  return (value, report) => first(value, report) && then(value, report);
}
