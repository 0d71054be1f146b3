import type { Handlers } from '../generated/contract.js';

/** Answers with one pixel as PNG. */
export const testImageContent: Handlers['test_image_content'] = (_input, ctx) => [
  { type: 'image', data: ctx.app.image, mimeType: 'image/png' },
];
