import type { Json, OAuth2Contract } from '../../../runtime/contract.js';
import type { Tool, ToolSpec } from '../../model.js';
import { type Dialect, type JsonObject, type Lowering, lower } from '../../schema/lower.js';
import type { Emitter } from '../emitter.js';
import { lowering, withoutPlaceholders } from '../spec-views.js';
import { jsonText } from '../text.js';
import { contentResult, problem, problemResponses } from './components.js';

/** openapi.json (3.0.3) and its 3.1.0 twin: one POST per tool that REST serves. */
export const openapiEmitter: Emitter = {
  name: 'openapi',
  emit: (spec) => [
    { path: 'generated/openapi.json', content: jsonText(document(spec, 'openapi-3.0')), ownership: 'generated' },
    { path: 'generated/openapi-3.1.json', content: jsonText(document(spec, 'openapi-3.1')), ownership: 'generated' },
  ],
};

function document(spec: ToolSpec, dialect: Dialect): JsonObject {
  const how = lowering(spec, dialect);
  const { info } = spec;
  const tools = spec.tools.filter((tool) => tool.expose.includes('rest'));
  return {
    openapi: dialect === 'openapi-3.0' ? '3.0.3' : '3.1.0',
    info: {
      title: info.title,
      version: info.version,
      description: info.description,
      ...(info.termsUrl !== undefined && { termsOfService: info.termsUrl }),
      ...(info.contact && { contact: { ...info.contact } }),
    },
    servers: [{ url: spec.server.url }],
    paths: Object.fromEntries(tools.map((tool) => [`/tools/${tool.name}`, { post: operation(tool, { spec, how }) }])),
    components: {
      schemas: {
        ...Object.fromEntries(spec.schemas.map(({ name, type }) => [name, lower(type, how)])),
        ...(tools.some((tool) => tool.output === 'content') && { ContentResult: contentResult }),
        Problem: problem,
      },
      ...(spec.auth.kind === 'oauth2' && { securitySchemes: { oauth2: securityScheme(spec.auth) } }),
    },
  };
}

/** Advertised with the placeholders that no deployment has filled yet; the server puts the real values in. */
function securityScheme(auth: OAuth2Contract): JsonObject {
  const { authorizationUrl, tokenUrl, scopes } = withoutPlaceholders(auth);
  return { type: 'oauth2', flows: { authorizationCode: { authorizationUrl, tokenUrl, scopes } } };
}

function operation(tool: Tool, { spec, how }: { spec: ToolSpec; how: Lowering }): JsonObject {
  return {
    operationId: tool.name,
    summary: tool.title,
    description: tool.description,
    ...(tool.tags.length > 0 && { tags: tool.tags }),
    ...(tool.deprecated && { deprecated: true }),
    'x-openai-isConsequential': tool.confirm === 'always',
    ...(spec.auth.kind === 'oauth2' && { security: tool.access === 'public' ? [] : [{ oauth2: tool.scopes }] }),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: lower(tool.input, how), ...examplesOf(tool, 'input') } },
    },
    responses: {
      200: {
        description: `The result of ${tool.title}.`,
        content: { 'application/json': { schema: outputSchema(tool, how), ...examplesOf(tool, 'output') } },
      },
      ...problemResponses(tool, spec.auth.kind === 'oauth2' && tool.access === 'authenticated'),
    },
  };
}

function outputSchema(tool: Tool, how: Lowering): JsonObject {
  return tool.output === 'content' ? { $ref: '#/components/schemas/ContentResult' } : lower(tool.output, how);
}

function examplesOf(tool: Tool, side: 'input' | 'output'): JsonObject {
  const shown = tool.examples.flatMap(({ name, input, result }): [string, Json][] => {
    if (side === 'input') return [[name, { value: input }]];
    return result.kind === 'output' ? [[name, { value: result.value }]] : [];
  });
  return shown.length === 0 ? {} : { examples: Object.fromEntries(shown) };
}
