// Generated from spec/tools.yaml. Do not edit: npm run generate.
import type { ContentBlock, Handler } from 'diglot/runtime';
import type { App } from '../handlers/app.js';
import type { components } from './types.js';

type Schemas = components['schemas'];

/** The types of every tool. */
export interface Tools {
  /** Answers with one text block. */
  test_simple_text: {
    /** What a caller may send. */
    arguments: Schemas['test_simple_text.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_simple_text.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
  /** Answers with one pixel as PNG. */
  test_image_content: {
    /** What a caller may send. */
    arguments: Schemas['test_image_content.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_image_content.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
  /** Answers with the shortest WAV sound. */
  test_audio_content: {
    /** What a caller may send. */
    arguments: Schemas['test_audio_content.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_audio_content.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
  /** Answers with a text resource inside the result. */
  test_embedded_resource: {
    /** What a caller may send. */
    arguments: Schemas['test_embedded_resource.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_embedded_resource.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
  /** Answers with a text, an image and a resource. */
  test_multiple_content_types: {
    /** What a caller may send. */
    arguments: Schemas['test_multiple_content_types.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_multiple_content_types.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
  /** Logs three lines 50 milliseconds apart, then answers. */
  test_tool_with_logging: {
    /** What a caller may send. */
    arguments: Schemas['test_tool_with_logging.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_tool_with_logging.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
  /** Reports three steps of progress 50 milliseconds apart, then answers. */
  test_tool_with_progress: {
    /** What a caller may send. */
    arguments: Schemas['test_tool_with_progress.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_tool_with_progress.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
  /** Fails on every call with an error it does not declare. */
  test_error_handling: {
    /** What a caller may send. */
    arguments: Schemas['test_error_handling.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_error_handling.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
  /** Reports progress while it runs, then answers. It never asks the client for anything. */
  test_streaming_elicitation: {
    /** What a caller may send. */
    arguments: Schemas['test_streaming_elicitation.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_streaming_elicitation.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
  /** Logs one line, then answers. */
  test_logging_tool: {
    /** What a caller may send. */
    arguments: Schemas['test_logging_tool.input'];
    /** What the handler receives: checked, defaults filled in. */
    input: Schemas['test_logging_tool.input'];
    output: readonly ContentBlock[];
    errors: never;
  };
}

/** A handler for every tool; generated/tools.ts holds handlers/ against it. */
export type Handlers = { readonly [Name in keyof Tools]: Handler<Tools[Name], App> };
