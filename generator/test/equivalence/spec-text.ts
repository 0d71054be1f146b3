import type { JsonSchema } from '../../runtime/contract.js';

/** What a spec is written from: shared schemas, and the two schemas of each tool. */
export interface SpecParts {
  readonly schemas: { readonly [name: string]: unknown };
  readonly tools: readonly { readonly input: object; readonly output: object }[];
}

/** The name of the tool at an index. */
export const toolName = (index: number) => `tool_${index}`;

export const anyOutput: JsonSchema = { type: 'object', properties: {}, additionalProperties: true };

/** A whole spec as JSON, which is YAML too. */
export function specText({ schemas, tools }: SpecParts): string {
  return JSON.stringify({
    diglot: 1,
    info: { title: 'Equivalence', version: '1.0.0', description: 'Schemas that mean one thing everywhere.' },
    server: { url: 'https://equivalence.example.com' },
    auth: 'none',
    ...(Object.keys(schemas).length > 0 && { schemas }),
    tools: Object.fromEntries(
      tools.map(({ input, output }, index) => [
        toolName(index),
        { title: 'A tool', description: 'Does what its name says.', effect: 'read', input, output },
      ]),
    ),
  });
}
