import type { OpenAPI3 } from 'openapi-typescript';
import type { ToolSpec } from '../../model.js';
import type { JsonObject } from '../../schema/lower.js';
import { lowering } from '../spec-views.js';
import { header } from '../text.js';
import { renderable, unmarkNames } from './renderable.js';

/**
 * types.ts: openapi-typescript's rendering of the shared schemas and of each tool's input and output,
 * as components named `<Name>`, `<tool>.input` and `<tool>.output`.
 */
export async function typesText(spec: ToolSpec): Promise<string> {
  // Loaded here since it brings the TypeScript compiler along.
  const { default: openapiTypescript, astToString } = await import('openapi-typescript');
  // The library's type of a document is an interface; ours is built from the same standard as plain JSON.
  const nodes = await openapiTypescript(typesDocument(spec) as unknown as OpenAPI3, {
    silent: true,
    defaultNonNullable: false,
  });
  return `${header}\n\n${unmarkNames(astToString(nodes))}`;
}

function typesDocument(spec: ToolSpec): JsonObject {
  const { types } = lowering(spec, 'openapi-3.1');
  const schemas = [
    ...spec.schemas.map(({ name, type }) => [name, renderable(type, types)] as const),
    ...spec.tools.flatMap(({ name, input, output }) => [
      [`${name}.input`, renderable(input, types)] as const,
      ...(output === 'content' ? [] : [[`${name}.output`, renderable(output, types)] as const]),
    ]),
  ];
  return {
    openapi: '3.1.0',
    info: { title: 'types', version: '0.0.0' },
    paths: {},
    components: { schemas: Object.fromEntries(schemas) },
  };
}
