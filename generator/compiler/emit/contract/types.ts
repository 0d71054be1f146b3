import type { Tool, ToolSpec } from '../../model.js';
import { namesWithin } from '../../schema/follow.js';
import type { JsonObject } from '../../schema/lower.js';
import { lowering } from '../spec-views.js';
import { header } from '../text.js';
import { createEnds, createFills, type Fills } from './filled.js';
import type { PrintTypes } from './render-types.js';
import { type Rendering, renderable, unmarkNames } from './renderable.js';

/**
 * types.ts: openapi-typescript's rendering of the shared schemas and of each tool's input and output, as components
 * named `<Name>`, `<tool>.input` and `<tool>.output`. A default is filled into inputs only, so an input has the property
 * always, as has `<Name>.filled` for the schemas it refers to, while in `<tool>.arguments`, what a caller may send, in
 * `<Name>` and in outputs the property may be absent. Those two exist where they differ.
 */
export function typesText(spec: ToolSpec, print: PrintTypes): string {
  return `${header}\n\n${unmarkNames(print(typesDocument(spec)))}`;
}

/** The component of what a tool's caller may send: the input's own, unless defaults make a difference. */
export function argumentsComponent({ name, input }: Pick<Tool, 'name' | 'input'>, fills: Fills): string {
  return fills(input) ? `${name}.arguments` : `${name}.input`;
}

/** The document that types are rendered from. */
export function typesDocument({ schemas, tools }: ToolSpec): JsonObject {
  const { types } = lowering({ schemas }, 'openapi-3.1');
  const fills = createFills(types);
  const inputs = tools.map(({ input }) => input);
  const filledNames = new Set([...namesWithin(inputs, types)].filter((name) => fills({ ...noted, name })));
  const filledName = (name: string) => (filledNames.has(name) ? `${name}.filled` : name);
  const endOf = createEnds(types);
  const sent: Rendering = { types, filled: false, componentOf: endOf };
  const filled: Rendering = { types, filled: true, componentOf: (name) => filledName(endOf(name)) };
  const components = [
    ...schemas.map(({ name, type }) => [name, renderable(type, sent)] as const),
    ...schemas
      .filter(({ name }) => filledNames.has(name))
      .map(({ name, type }) => [filledName(name), renderable(type, filled)] as const),
    ...tools.flatMap((tool) => [
      [`${tool.name}.input`, renderable(tool.input, filled)] as const,
      ...(fills(tool.input) ? [[argumentsComponent(tool, fills), renderable(tool.input, sent)] as const] : []),
      ...(tool.output === 'content' ? [] : [[`${tool.name}.output`, renderable(tool.output, sent)] as const]),
    ]),
  ];
  return {
    openapi: '3.1.0',
    info: { title: 'types', version: '0.0.0' },
    paths: {},
    components: { schemas: Object.fromEntries(components) },
  };
}

const noted = { kind: 'reference', notes: {} } as const;
