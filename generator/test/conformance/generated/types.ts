// Generated from spec/tools.yaml. Do not edit: npm run generate.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        "test_simple_text.input": Record<string, never>;
        "test_image_content.input": Record<string, never>;
        "test_audio_content.input": Record<string, never>;
        "test_embedded_resource.input": Record<string, never>;
        "test_multiple_content_types.input": Record<string, never>;
        "test_tool_with_logging.input": Record<string, never>;
        "test_tool_with_progress.input": Record<string, never>;
        "test_error_handling.input": Record<string, never>;
        "test_streaming_elicitation.input": Record<string, never>;
        "test_logging_tool.input": Record<string, never>;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
