// Generated from spec/tools.yaml. Do not edit: npm run generate.
import { createTools, type Service } from 'diglot/runtime';
import { testSimpleText } from '../handlers/test_simple_text.js';
import { testImageContent } from '../handlers/test_image_content.js';
import { testAudioContent } from '../handlers/test_audio_content.js';
import { testEmbeddedResource } from '../handlers/test_embedded_resource.js';
import { testMultipleContentTypes } from '../handlers/test_multiple_content_types.js';
import { testToolWithLogging } from '../handlers/test_tool_with_logging.js';
import { testToolWithProgress } from '../handlers/test_tool_with_progress.js';
import { testErrorHandling } from '../handlers/test_error_handling.js';
import { testStreamingElicitation } from '../handlers/test_streaming_elicitation.js';
import { testLoggingTool } from '../handlers/test_logging_tool.js';
import type { Handlers } from './contract.js';

/** What the runtime knows of the spec. */
export const service: Service = {
  title: 'Conformance fixture',
  version: '1.0.0',
  description: 'The tools that the official MCP conformance scenarios call.',
  serverUrl: 'https://conformance.example.com',
  port: 3001,
  auth: {
    kind: 'none',
  },
  schemas: {},
  tools: {
    test_simple_text: {
      title: 'Simple text',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
    test_image_content: {
      title: 'Image',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
    test_audio_content: {
      title: 'Audio',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
    test_embedded_resource: {
      title: 'Embedded resource',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
    test_multiple_content_types: {
      title: 'Several kinds of content',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
    test_tool_with_logging: {
      title: 'Logging in steps',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
    test_tool_with_progress: {
      title: 'Progress in steps',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
    test_error_handling: {
      title: 'Failure',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
    test_streaming_elicitation: {
      title: 'Streamed answer',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
    test_logging_tool: {
      title: 'Logging once',
      effect: 'read',
      access: 'authenticated',
      scopes: [],
      callers: ['user'],
      roles: [],
      expose: ['rest', 'mcp'],
      timeoutMs: 10000,
      maxResultChars: 90000,
      errors: {},
      input: {
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
      output: 'content',
    },
  },
};

/** Where TypeScript holds each handler against the contract. */
const handlers: Handlers = {
  test_simple_text: testSimpleText,
  test_image_content: testImageContent,
  test_audio_content: testAudioContent,
  test_embedded_resource: testEmbeddedResource,
  test_multiple_content_types: testMultipleContentTypes,
  test_tool_with_logging: testToolWithLogging,
  test_tool_with_progress: testToolWithProgress,
  test_error_handling: testErrorHandling,
  test_streaming_elicitation: testStreamingElicitation,
  test_logging_tool: testLoggingTool,
};

/** The tool table: contract, schemas and handler of every tool. */
export const tools = createTools(service, handlers);
