import type { Json } from '../runtime/contract.js';
import { sampleObject } from '../runtime/schema/sample.js';
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
  const sample = sampleObject(contract.input, { text: 'x' });
  return validateInput(sample).length === 0 ? sample : undefined;
}
