import type { JsonSchema } from './contract.js';
import { createValidators, type Validate } from './schema/index.js';

const text: JsonSchema = { type: 'string' };

const block = (type: string, properties: { readonly [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties: { type: { const: type }, ...properties },
  required: ['type', ...Object.keys(properties)],
});

const resource: JsonSchema = {
  anyOf: [
    { type: 'object', properties: { uri: text, text }, required: ['uri', 'text'] },
    { type: 'object', properties: { uri: text, blob: text }, required: ['uri', 'blob'] },
  ],
};

/** Issues of what a handler with `output: content` returned: a list of MCP content blocks. */
export const contentIssues: Validate = createValidators({}).validator({
  type: 'array',
  items: {
    anyOf: [
      block('text', { text }),
      block('image', { data: text, mimeType: text }),
      block('audio', { data: text, mimeType: text }),
      block('resource_link', { uri: text, name: text }),
      block('resource', { resource }),
    ],
  },
});
