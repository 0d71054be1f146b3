import type { Json } from '../../runtime/contract.js';

/**
 * A Schema Object of OpenAPI 3.0.3 as JSON Schema 2020-12, by the words of that standard and nothing of our own code.
 * Throws on what a Schema Object can't hold, so that a keyword of a later draft can't slip by as an unknown one.
 */

type Fields = { readonly [key: string]: Json };

/** Means the same in both. */
const same = new Set(
  (
    'title multipleOf maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required ' +
    'enum format description default deprecated'
  ).split(' '),
);

export function fromOpenApi30(schema: Json): Fields {
  if (!isFields(schema)) throw new Error(`not a Schema Object: ${JSON.stringify(schema)}`);
  const { $ref } = schema;
  // A Reference Object: "additional properties SHALL be ignored".
  if ($ref !== undefined) return { $ref };
  return Object.assign({}, ...Object.entries(schema).map(([keyword, value]) => translated(keyword, value, schema)));
}

function translated(keyword: string, value: Json, schema: Fields): Fields {
  if (same.has(keyword)) return { [keyword]: value };
  switch (keyword) {
    case 'type':
      if (typeof value !== 'string' || value === 'null') throw new Error(`type ${JSON.stringify(value)}`);
      return { type: schema['nullable'] === true ? [value, 'null'] : value };
    case 'nullable':
      // Only beside a type; without one nothing is refused that could be let in.
      return {};
    case 'example':
      return { examples: [value] };
    case 'minimum':
      return { [schema['exclusiveMinimum'] === true ? 'exclusiveMinimum' : keyword]: value };
    case 'maximum':
      return { [schema['exclusiveMaximum'] === true ? 'exclusiveMaximum' : keyword]: value };
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      if (typeof value !== 'boolean') throw new Error(`${keyword} ${JSON.stringify(value)}`);
      return {};
    case 'not':
    case 'items':
      return { [keyword]: fromOpenApi30(value) };
    case 'additionalProperties':
      return { [keyword]: typeof value === 'boolean' ? value : fromOpenApi30(value) };
    case 'properties':
      if (!isFields(value)) throw new Error('properties');
      return { properties: Object.fromEntries(Object.entries(value).map(([name, of]) => [name, fromOpenApi30(of)])) };
    case 'allOf':
    case 'oneOf':
    case 'anyOf':
      if (!Array.isArray(value)) throw new Error(keyword);
      return { [keyword]: value.map(fromOpenApi30) };
    default:
      throw new Error(`OpenAPI 3.0.3 has no '${keyword}'`);
  }
}

function isFields(value: Json): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
