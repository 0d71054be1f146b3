import type { Json, JsonSchema } from '../runtime/contract.js';
import type { Tool } from '../runtime/tool.js';

/** Arguments for a call, and what they are. */
export interface NamedInput {
  readonly name: string;
  readonly value: unknown;
}

/** Values of every JSON type, small, large and odd: most properties refuse most of them. */
const oddValues: readonly Json[] = [null, true, -1, 1.5, 1e15, '', 'x'.repeat(2000), [], [null], {}];
const mostPerProperty = 3;

/**
 * Inputs that a tool refuses, made of one that it takes: another type altogether, an unknown property, each required
 * property missing, and for each property some values that its schema does not allow.
 */
export function badInputs(tool: Tool, good: Readonly<Record<string, unknown>>): NamedInput[] {
  const { properties = {}, required = [] } = tool.contract.input;
  const candidates: NamedInput[] = [
    { name: 'a list', value: [good] },
    { name: 'a number', value: 7 },
    { name: 'an unknown property', value: { ...good, 'not in the spec': 1 } },
    ...required.map((name) => ({ name: `no ${name}`, value: without(good, name) })),
  ];
  const isRefused = ({ value }: NamedInput) =>
    typeof value !== 'object' || Array.isArray(value) || tool.validateInput(value).length > 0;
  const perProperty = Object.keys(properties).flatMap((name) =>
    oddValues
      .map((value) => ({ name: `${name}: ${brief(value)}`, value: { ...good, [name]: value } }))
      .filter(isRefused)
      .slice(0, mostPerProperty),
  );
  return [...candidates.filter(isRefused), ...perProperty];
}

function without(object: Readonly<Record<string, unknown>>, name: string): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

function brief(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 20 ? `${text.slice(0, 10)}... of ${text.length}` : text;
}

/** An input that a tool takes, for tools without an example: undefined where the schema does not tell how to make one. */
export function sampleInput({ contract, validateInput }: Tool): Record<string, unknown> | undefined {
  const { properties = {}, required = [] } = contract.input;
  const entries = required.map((name): [string, Json] => [name, sampleOf(properties[name] ?? {})]);
  const sample = Object.fromEntries(entries);
  return validateInput(sample).length === 0 ? sample : undefined;
}

function sampleOf(schema: JsonSchema): Json {
  const { default: preset, examples, enum: values, minimum = 1, minLength = 1 } = schema;
  const given = preset ?? examples?.[0] ?? values?.[0];
  if (given !== undefined) return given;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'string':
      return 'x'.repeat(minLength);
    case 'integer':
    case 'number':
      return minimum;
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
    case 'object': {
      const { properties = {}, required = [] } = schema;
      return Object.fromEntries(required.map((name): [string, Json] => [name, sampleOf(properties[name] ?? {})]));
    }
    default:
      return null;
  }
}
