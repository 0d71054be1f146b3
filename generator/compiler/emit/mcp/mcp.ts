import type { Tool, ToolSpec } from '../../model.js';
import { type JsonObject, type Lowering, lower } from '../../schema/lower.js';
import type { Emitter } from '../emitter.js';
import { lowering } from '../spec-views.js';
import { jsonText } from '../text.js';

/** mcp.json: the result of tools/list, with each tool's metadata for both kinds of MCP client. */
export const mcpEmitter: Emitter = {
  name: 'mcp',
  emit: (spec) => {
    const how = lowering(spec, 'json-schema-2020-12');
    const tools = spec.tools.filter((tool) => tool.expose.includes('mcp')).map((tool) => listing(tool, { spec, how }));
    return [{ path: 'generated/mcp.json', content: jsonText({ tools }), ownership: 'generated' }];
  },
};

function listing(tool: Tool, { spec, how }: { spec: ToolSpec; how: Lowering }): JsonObject {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.modelDescription ?? tool.description,
    inputSchema: lower(tool.input, { ...how, described: new Set() }),
    ...(tool.output !== 'content' && { outputSchema: lower(tool.output, { ...how, described: new Set() }) }),
    annotations: {
      title: tool.title,
      readOnlyHint: tool.effect === 'read',
      destructiveHint: tool.effect === 'destructive',
      idempotentHint: tool.idempotent || tool.idempotencyKey !== undefined,
      openWorldHint: tool.openWorld,
    },
    _meta: metadata(tool, spec),
  };
}

function metadata(tool: Tool, spec: ToolSpec): JsonObject {
  const open = spec.auth.kind === 'none' || tool.access === 'public';
  return {
    securitySchemes: [open ? { type: 'noauth' } : { type: 'oauth2', scopes: tool.scopes }],
    ...(tool.status?.running !== undefined && { 'openai/toolInvocation/invoking': tool.status.running }),
    ...(tool.status?.done !== undefined && { 'openai/toolInvocation/invoked': tool.status.done }),
  };
}
