// Generated from spec/tools.yaml. Do not edit: npm run generate.
import { createRouter, type RestRoutes, route } from 'diglot/runtime';
import type { Tools } from './contract.js';
import { tools } from './tools.js';

/** The REST surface: one route per tool that REST serves. Typed for Hono's client, hc. */
export const router = createRouter<RestRoutes<Pick<Tools, 'test_simple_text' | 'test_image_content' | 'test_audio_content' | 'test_embedded_resource' | 'test_multiple_content_types' | 'test_tool_with_logging' | 'test_tool_with_progress' | 'test_error_handling' | 'test_streaming_elicitation' | 'test_logging_tool'>>>();
router.post('/tools/test_simple_text', route(tools.test_simple_text));
router.post('/tools/test_image_content', route(tools.test_image_content));
router.post('/tools/test_audio_content', route(tools.test_audio_content));
router.post('/tools/test_embedded_resource', route(tools.test_embedded_resource));
router.post('/tools/test_multiple_content_types', route(tools.test_multiple_content_types));
router.post('/tools/test_tool_with_logging', route(tools.test_tool_with_logging));
router.post('/tools/test_tool_with_progress', route(tools.test_tool_with_progress));
router.post('/tools/test_error_handling', route(tools.test_error_handling));
router.post('/tools/test_streaming_elicitation', route(tools.test_streaming_elicitation));
router.post('/tools/test_logging_tool', route(tools.test_logging_tool));
