import type { OpenAPI3 } from 'openapi-typescript';
import type { ToolSpec } from '../../model.js';
import { type JsonObject, lower } from '../../schema/lower.js';
import { lowering } from '../spec-views.js';
import { header } from '../text.js';

/**
 * types.ts: openapi-typescript's rendering of the shared schemas and of each tool's input and output,
 * as components named `<Name>`, `<tool>.input` and `<tool>.output`.
 */
export async function typesText(spec: ToolSpec): Promise<string> {
  // Loaded here since it brings the TypeScript compiler along.
  const { default: openapiTypescript, astToString } = await import('openapi-typescript');
  // The library's type of a document is an interface; ours is built from the same standard as plain JSON.
  const nodes = await openapiTypescript(typesDocument(spec) as unknown as OpenAPI3, { silent: true });
  return `${header}\n\n${astToString(nodes)}`;
}

function typesDocument(spec: ToolSpec): JsonObject {
  const how = lowering(spec, 'openapi-3.1');
  const schemas = [
    ...spec.schemas.map(({ name, type }) => [name, lower(type, how)] as const),
    ...spec.tools.flatMap(({ name, input, output }) => [
      [`${name}.input`, lower(input, how)] as const,
      ...(output === 'content' ? [] : [[`${name}.output`, lower(output, how)] as const]),
    ]),
  ];
  return {
    openapi: '3.1.0',
    info: { title: 'types', version: '0.0.0' },
    paths: {},
    components: { schemas: Object.fromEntries(schemas) },
  };
}
