import type { Tool } from '../../model.js';
import type { JsonObject } from '../../schema/lower.js';

/** The error body of every operation (RFC 9457). */
export const problem: JsonObject = {
  type: 'object',
  description: 'What went wrong (RFC 9457).',
  properties: {
    type: { type: 'string', description: 'Kind of problem, a URI' },
    title: { type: 'string', description: 'The kind in words' },
    status: { type: 'integer', description: 'The HTTP status' },
    detail: { type: 'string', description: 'What went wrong this time' },
    code: { type: 'string', description: 'A stable name for programs' },
    requestId: { type: 'string', description: 'Names this request in the log' },
    errors: {
      type: 'array',
      description: 'The arguments at fault',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer to the argument' },
          code: { type: 'string', description: 'The rule it breaks' },
          message: { type: 'string', description: 'What it must be' },
        },
        required: ['pointer', 'code', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
};

/** What a tool with `output: content` answers over REST. */
export const contentResult: JsonObject = {
  type: 'object',
  description: 'Content blocks as MCP defines them.',
  properties: {
    content: {
      type: 'array',
      description: 'The blocks, in reading order',
      items: {
        type: 'object',
        properties: { type: { type: 'string', description: 'text, image, audio, resource or resource_link' } },
        required: ['type'],
        additionalProperties: true,
      },
    },
  },
  required: ['content'],
};

const always: readonly (readonly [number, string])[] = [
  [400, 'The request is not JSON or its arguments are wrong.'],
  [429, 'Too many calls; try again later.'],
  [500, 'The server failed.'],
];

const whenSignedIn: readonly (readonly [number, string])[] = [
  [401, 'The access token is missing or not accepted.'],
  [403, 'The access token lacks a scope.'],
];

/** The error responses of an operation: the runtime's own, and under each further status the tool's declared errors. */
export function problemResponses(tool: Tool, signedIn: boolean): JsonObject {
  const texts = new Map<number, string[]>(
    [...always, ...(signedIn ? whenSignedIn : [])].map(([status, text]) => [status, [text]]),
  );
  for (const { name, status, message } of tool.errors) {
    texts.set(status, [...(texts.get(status) ?? []), `${name}: ${message}`]);
  }
  const body = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    [...texts].map(([status, lines]) => [String(status), { description: lines.join(' '), content: body }]),
  );
}
